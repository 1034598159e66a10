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
}

type Started = Pick<Site, 'sandbox' | 'baseUrl' | 'token'> & { readonly added: readonly string[] }

const starts: Readonly<Record<Deployment, (options: SiteOptions) => Promise<Started>>> = {
  'Data Center': async (options) => {
    const sandbox = await startSandbox(options)
    const token = (): string => sandbox.issuePat('mira')
    return { sandbox, baseUrl: sandbox.baseUrl, token, added: [sandbox.baseUrl, '--method', 'pat'] }
  },
  Cloud: async (options) => {
    const sandbox = await startCloudSandbox(options)
    const email = 'mira@acme.example'
    const added = [sandbox.siteUrl, '--method', 'api-token', '--user', email, '--api-url', sandbox.apiUrl]
    return { sandbox, baseUrl: sandbox.siteUrl, token: () => sandbox.issueApiToken(email), added }
  },
}

/** Starts a site and signs in to it as `acme`, by the program's own commands. */
export const startSite = async (deployment: Deployment, options: SiteOptions = {}): Promise<Site> => {
  const { added, ...started } = await starts[deployment](options)
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
