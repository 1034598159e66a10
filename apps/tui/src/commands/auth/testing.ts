import { randomUUID } from 'node:crypto'
import { approveConsent, type ConsentDecision, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { CliResult } from '../testing.ts'
import { createInlineCli, type InlineCli, type RunningInline } from '../testing-inline.ts'

/** For tests: who presses Allow. */
export const mira: ConsentDecision = { username: 'mira', password: 'mira' }

/** For tests: a site that is signed in to by OAuth 2.0, saved as `acme` in a new home for every test. */
export interface OAuthSite {
  readonly sandbox: Sandbox
  readonly cli: InlineCli
  /** Of the redirect URL. */
  readonly port: number
  readonly client: { readonly clientId: string; readonly clientSecret: string }
  readonly redirectUri: () => string
  /** Milliseconds by which the site's clock goes on. */
  readonly pass: (ms: number) => void
  /** Saves the same site as `pat`, for a personal access token. */
  readonly addPatSite: () => Promise<CliResult>
  /** The address that a run has shown. */
  readonly authorizeUrl: (running: RunningInline) => Promise<string>
  readonly login: (person?: ConsentDecision, flags?: readonly string[]) => Promise<CliResult>
}

export const oauthSite = (): OAuthSite => {
  let sandbox: Sandbox
  let cli: InlineCli
  let [port, clock] = [0, 0]
  let client = { clientId: '', clientSecret: '' }
  const redirectUri = (): string => `http://localhost:${port}/oauth/redirect`
  beforeAll(async () => {
    sandbox = await startSandbox({ issues: 10, now: () => clock })
  })
  afterAll(() => sandbox.close())
  beforeEach(async () => {
    clock = Date.now()
    cli = createInlineCli()
    port = await findFreePort()
    client = sandbox.registerClient({ name: `mmd-tui ${randomUUID()}`, redirectUri: redirectUri(), scope: 'WRITE' })
    const flags = ['--client-id', client.clientId, '--client-secret-stdin', '--redirect-uri', redirectUri()]
    await cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'acme', ...flags], {
      input: client.clientSecret,
    })
  })
  afterEach(() => cli[Symbol.dispose]())
  const authorizeUrl: OAuthSite['authorizeUrl'] = async (running) => {
    const [url] = await running.see(/http:\/\/localhost:\d+\/\S+\/authorize\?\S+(?=\n)/)
    return url
  }
  return {
    get sandbox() {
      return sandbox
    },
    get cli() {
      return cli
    },
    get port() {
      return port
    },
    get client() {
      return client
    },
    redirectUri,
    authorizeUrl,
    pass: (ms) => {
      clock += ms
    },
    addPatSite: () => cli.run(['site', 'add', sandbox.baseUrl, '--no-probe', '--name', 'pat', '--method', 'pat']),
    login: async (person = mira, flags = []) => {
      const running = cli.start(['auth', 'login', 'acme', ...flags])
      await approveConsent(await authorizeUrl(running), person)
      return running.result
    },
  }
}
