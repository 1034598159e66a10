import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Site } from '@mmd/auth'
import { type Environment, temporaryFolder, withHome } from '../config/environment.ts'
import { defaultScope } from '../session/method-facts.ts'
import { openBook, openSecrets } from '../session/open-book.ts'
import type { DemoPerson, SandboxFacts } from './sandbox-messages.ts'
import { startSandboxWorker } from './start-sandbox-worker.ts'

/** What the screen knows of the demo that it shows. */
export interface DemoHandle {
  /** The saved demo site; it lies in `environment`, not in the person's own book. */
  readonly site: Site
  /** Surroundings whose folders are the demo's own and go away with it. */
  readonly environment: Environment
  /** Who logs in; for people who do it in their browser. */
  readonly person: DemoPerson
  /** Logs in and presses Allow behind the authorize URL, so that the redirect comes without a browser. */
  approve(authorizeUrl: string): Promise<void>
  /** Ends the demo's Jira and removes its folders; may be called twice. */
  close(): Promise<void>
}

export interface StartDemoOptions {
  /** Default Data Center. */
  readonly deployment?: Site['deployment']
  /** 0: any free one. */
  readonly port?: number
  readonly issues?: number
  readonly latencyMs?: number
}

/** Who logs in to the demo, as the login page of each deployment takes it. */
const logins: Readonly<Record<Site['deployment'], string>> = { datacenter: 'mira', cloud: 'mira@acme.example' }

/** Hosts that each deployment lets a redirect go to; the cloud's listener is told by its number. */
const redirectHosts: Readonly<Record<Site['deployment'], string>> = { datacenter: 'localhost', cloud: '127.0.0.1' }

/** Starts the demo's Jira and saves it as the site `demo` in a temporary folder. Nobody is signed in yet. */
export const startDemo = async (environment: Environment, options: StartDemoOptions = {}): Promise<DemoHandle> => {
  const { deployment = 'datacenter', port = 0, issues = 400, latencyMs = 0 } = options
  const redirectUri = `http://${redirectHosts[deployment]}:0/oauth/redirect`
  const scope = defaultScope[deployment]
  const start = { deployment, port, issues, latencyMs, redirectUri, scope }
  const sandbox = await startSandboxWorker(environment.root, start)
  const home = await mkdtemp(join(temporaryFolder(), 'mmd-tui-demo-'))
  // Also when the program ends in another way: a closed window leaves no time for more.
  const sweep = (): void => rmSync(home, { recursive: true, force: true })
  process.once('exit', sweep)
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= sandbox.close().then(async () => {
      await rm(home, { recursive: true, force: true })
      process.removeListener('exit', sweep)
    })
    return closing
  }
  try {
    const own = withHome(environment, home)
    const site = await saveDemoSite(own, sandbox, scope)
    const person = sandbox.users.find(({ name }) => name === logins[deployment])
    if (person === undefined) throw new Error('the demo has nobody who could log in')
    return { site, environment: own, person, close, approve: (url) => sandbox.approve(url, person) }
  } catch (error) {
    await close()
    throw error
  }
}

const saveDemoSite = async (
  environment: Environment,
  { baseUrl, cloud, clientId, clientSecret, redirectUri }: SandboxFacts,
  scope: string,
): Promise<Site> => {
  const book = await openBook(environment)
  const site = await book.add({
    name: 'demo',
    baseUrl,
    ...(cloud === undefined
      ? { deployment: 'datacenter', method: 'oauth2' }
      : { deployment: 'cloud', method: 'oauth2-cloud', cloud }),
    oauth2: { clientId, redirectUri, scope },
    badge: 'magenta',
  })
  await (await openSecrets(environment)).set('site/demo/client-secret', clientSecret)
  return site
}
