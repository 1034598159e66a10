import { connectSite, type SiteClient, type User } from '@mmd/jira-api'
import { type Faults, type Journal, startCloudSandbox, startSandbox, type World } from '@mmd/jira-sandbox'
import { isReserved } from './proxy/proxy.ts'

export type Deployment = 'datacenter' | 'cloud'

/** A sandbox in this process, so that its world can be looked into. */
export interface Site extends AsyncDisposable {
  readonly deployment: Deployment
  readonly port: number
  /** Below host and port: `/jira`, `/site`. */
  readonly path: string
  readonly authorization: string
  readonly world: World
  readonly faults: Faults
  readonly journal: Journal
  /** Speaks to the site itself, past every trouble. */
  readonly client: SiteClient
  readonly me: User
}

type Started = Pick<Site, 'port' | 'path' | 'authorization' | 'world' | 'faults' | 'journal'> & AsyncDisposable

const email = 'mira@acme.example'

const startDataCenter = async (seed: number): Promise<Started> => {
  const sandbox = await startSandbox({ seed, issues: 100 })
  const { port, world, faults, journal } = sandbox
  const authorization = `Bearer ${sandbox.issuePat('mira')}`
  return { port, world, faults, journal, path: '/jira', authorization, [Symbol.asyncDispose]: () => sandbox.close() }
}

const startCloud = async (seed: number): Promise<Started> => {
  const sandbox = await startCloudSandbox({ seed, issues: 100 })
  const { port, world, faults, journal } = sandbox
  const authorization = `Basic ${Buffer.from(`${email}:${sandbox.issueApiToken(email)}`).toString('base64')}`
  return { port, world, faults, journal, path: '/site', authorization, [Symbol.asyncDispose]: () => sandbox.close() }
}

const start = async (deployment: Deployment, seed: number): Promise<Started> => {
  for (;;) {
    const started = await (deployment === 'cloud' ? startCloud(seed) : startDataCenter(seed))
    if (!isReserved(started.port)) return started
    await started[Symbol.asyncDispose]()
  }
}

/** Starts a site with a small world of its own. */
export const startSite = async (deployment: Deployment, seed: number): Promise<Site> => {
  const started = await start(deployment, seed)
  const client = connectSite({
    baseUrl: `http://localhost:${started.port}${started.path}`,
    deployment,
    authorize: async () => started.authorization,
  })
  const { id, name, active } = await client.myself()
  return { ...started, deployment, client, me: { id, name, active } }
}
