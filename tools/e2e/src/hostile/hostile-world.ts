import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { type Home, makeHome } from '../program.ts'
import { type HostileSite, startHostileSite } from './hostile-site.ts'

export const deployments = ['datacenter', 'cloud'] as const
export type Deployment = (typeof deployments)[number]

/** A home that is signed in to a hostile site as Mira. */
export interface HostileWorld extends AsyncDisposable {
  readonly home: Home
  readonly site: HostileSite
  readonly sandbox: Sandbox | CloudSandbox
}

const email = 'mira@acme.example'

export const hostileWorld = async (deployment: Deployment): Promise<HostileWorld> => {
  const isCloud = deployment === 'cloud'
  const issues = 60
  const sandbox = isCloud ? await startCloudSandbox({ issues, indexLagMs: 0 }) : await startSandbox({ issues })
  const site = await startHostileSite('siteUrl' in sandbox ? sandbox.siteUrl : sandbox.baseUrl)
  const home = await makeHome()
  const how = isCloud ? ['--method', 'api-token', '--user', email] : ['--method', 'pat']
  const token = 'issuePat' in sandbox ? sandbox.issuePat('mira') : sandbox.issueApiToken(email)
  const added = await home.run(['site', 'add', site.baseUrl, '--name', 'acme', ...how])
  const login = await home.run(['auth', 'login', 'acme', '--token-stdin'], { input: token })
  if (added.code !== 0 || login.code !== 0) throw new Error(`${added.stderr}${login.stderr}`)
  return {
    home,
    site,
    sandbox,
    [Symbol.asyncDispose]: async () => {
      await home[Symbol.asyncDispose]()
      await site[Symbol.asyncDispose]()
      await sandbox.close()
    },
  }
}
