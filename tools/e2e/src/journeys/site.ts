import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CloudSandboxOptions,
  type Sandbox,
  type SandboxOptions,
  startCloudSandbox,
  startSandbox,
} from '@mmd/jira-sandbox'
import { type Home, makeHome } from '../program.ts'
import { type KeyTable, readKeys } from './action-keys.ts'

export const deployments = ['Data Center', 'Cloud'] as const
export type Deployment = (typeof deployments)[number]

/** How a site is started: what both deployments know. */
export type SiteOptions = Pick<SandboxOptions & CloudSandboxOptions, 'seed' | 'issues' | 'latencyMs'>

/** A running site, and a home that is signed in to it as Mira. Journeys get copies of the home. */
export interface Site extends AsyncDisposable {
  readonly deployment: Deployment
  readonly sandbox: Pick<Sandbox, 'world' | 'journal' | 'faults' | 'close' | 'revokeAllTokens'>
  /** Where its pages are, without a trailing slash. */
  readonly baseUrl: string
  readonly home: Home
  readonly keys: KeyTable
  /** A new token of Mira's. */
  token(): string
  /** What somebody else does at the site: a request below `/rest/api/2/`. Throws when the site refuses it. */
  asColleague(login: string, method: 'PUT' | 'POST', path: string, body: object): Promise<void>
}

type Started = Pick<Site, 'sandbox' | 'baseUrl' | 'token'> & {
  /** Arguments of `site add`. */
  readonly added: readonly string[]
  /** The header by which the site knows a person. */
  readonly credential: (login: string) => string
}

const basic = (email: string, token: string): string =>
  `Basic ${Buffer.from(`${email}:${token}`, 'utf8').toString('base64')}`

const starts: Readonly<Record<Deployment, (options: SiteOptions) => Promise<Started>>> = {
  'Data Center': async (options) => {
    const sandbox = await startSandbox(options)
    const token = (): string => sandbox.issuePat('mira')
    const credential = (login: string): string => `Bearer ${sandbox.issuePat(login)}`
    return { sandbox, baseUrl: sandbox.baseUrl, token, credential, added: [sandbox.baseUrl, '--method', 'pat'] }
  },
  Cloud: async (options) => {
    const sandbox = await startCloudSandbox(options)
    const email = 'mira@acme.example'
    const added = [sandbox.siteUrl, '--method', 'api-token', '--user', email, '--api-url', sandbox.apiUrl]
    const credential = (login: string): string => {
      const { email: mail = '' } = sandbox.world.users.find(({ name }) => name === login) ?? {}
      return basic(mail, sandbox.issueApiToken(mail))
    }
    return { sandbox, baseUrl: sandbox.siteUrl, token: () => sandbox.issueApiToken(email), credential, added }
  },
}

/** Starts a site and signs in to it as `acme`, by the program's own commands. */
export const startSite = async (deployment: Deployment, options: SiteOptions = {}): Promise<Site> => {
  const { added, credential, ...started } = await starts[deployment](options)
  const home = await makeHome()
  const steps = [
    await home.run(['site', 'add', ...added, '--name', 'acme']),
    await home.run(['auth', 'login', 'acme', '--token-stdin'], { input: started.token() }),
  ]
  if (steps.some(({ code }) => code !== 0)) throw new Error(steps.map(({ stderr }) => stderr).join(''))
  return {
    ...started,
    deployment,
    home,
    keys: await readKeys(home),
    asColleague: async (login, method, path, body) => {
      const headers = { authorization: credential(login), 'content-type': 'application/json' }
      const url = `${started.baseUrl}/rest/api/2/${path}`
      const answer = await fetch(url, { method, headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    },
    [Symbol.asyncDispose]: async () => {
      await home[Symbol.asyncDispose]()
      await started.sandbox.close()
    },
  }
}

/** Writes the configuration file of a home. */
export const configure = async (home: Home, text: string): Promise<void> => {
  await mkdir(join(home.folder, 'config'), { recursive: true })
  await writeFile(join(home.folder, 'config/config.yaml'), text)
}
