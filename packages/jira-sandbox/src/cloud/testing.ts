import { createHash } from 'node:crypto'
import { type CloudSandbox, startCloudSandbox } from '../start-cloud-sandbox.ts'
import { approveCloudConsent, type CloudConsentDecision } from './approve-cloud-consent.ts'
import type { AppRegistration, CloudCredentials } from './clients.ts'
import type { CloudSandboxOptions } from './options.ts'

type Fields = Readonly<Record<string, string>>

/** Nobody listens on port 1, so the browser's last address can be read at leisure. */
export const redirectUri = 'http://127.0.0.1:1/callback'
/** A verifier and its S256 challenge. */
export const verifier: string = 'v'.repeat(43)
export const challenge: string = createHash('sha256').update(verifier).digest('base64url')

/** Mira, whom most of the tests are about. */
export const mira = { email: 'mira@acme.example', password: 'mira' } as const
/** Somebody else. */
export const kenji = { email: 'kenji@acme.example', password: 'kenji' } as const

export interface TokenBody {
  readonly access_token: string
  readonly refresh_token: string
  readonly expires_in: number
  readonly scope: string
  readonly error?: string
  readonly error_description?: string
}

/** What a server said. */
export interface Said {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers as a client without types would
  readonly json: any
}

/** A cloud with one registered app that uses it over HTTP alone. A field set to `-` is left out. */
export interface TestCloud extends AsyncDisposable {
  readonly cloud: CloudSandbox
  readonly app: CloudCredentials
  authorizeUrl(changes?: Fields): string
  /** Where the browser of Mira, or of somebody else, ends. */
  consent(changes?: Fields, person?: Partial<CloudConsentDecision>): Promise<URL>
  getCode(changes?: Fields, person?: Partial<CloudConsentDecision>): Promise<string>
  postToken(fields: Fields): Promise<Said>
  redeem(code: string, changes?: Fields): Promise<Said>
  refresh(token: string, changes?: Fields): Promise<Said>
  /** The whole way to tokens. */
  signIn(changes?: Fields, person?: Partial<CloudConsentDecision>): Promise<TokenBody>
  /** Asks the main site through the gateway; `path` begins with `/rest/`. */
  gateway(path: string, authorization: string, init?: RequestInit): Promise<Said>
  /** Asks the main site itself. */
  site(path: string, authorization?: string, init?: RequestInit): Promise<Said>
}

const without = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '-'))

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Sends a request; redirects are not followed. */
export const ask = async (url: string, init: RequestInit = {}): Promise<Said> => {
  const answer = await fetch(url, { redirect: 'manual', ...init })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: parsed(text) }
}

/** A request with a JSON body. */
export const sending = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

const authorized = (authorization: string | undefined, init: RequestInit): RequestInit => ({
  ...init,
  headers: {
    ...(init.headers as Record<string, string> | undefined),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
  },
})

/** The value of a Basic `Authorization` header. */
export const basic = (email: string, token: string): string =>
  `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`

const registered = ['read:jira-work', 'write:jira-work', 'read:jira-user', 'read:me', 'search:confluence']
const asked = 'read:jira-work write:jira-work read:jira-user offline_access'

/** Starts a cloud on a free port, with an app that has asked for the usual scopes. */
export const startTestCloud = async (
  options: CloudSandboxOptions = {},
  registration: Partial<AppRegistration> = {},
): Promise<TestCloud> => {
  const cloud = await startCloudSandbox({ issues: 60, ...options })
  const app = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes: registered, ...registration })
  const usual = {
    audience: 'api.atlassian.com',
    client_id: app.clientId,
    scope: asked,
    redirect_uri: redirectUri,
    state: 's1',
    response_type: 'code',
    prompt: 'consent',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }
  const authorizeUrl = (changes: Fields = {}): string =>
    `${cloud.authUrl}/authorize?${new URLSearchParams(without({ ...usual, ...changes })).toString()}`
  const consent: TestCloud['consent'] = async (changes = {}, person = {}) =>
    new URL((await approveCloudConsent(authorizeUrl(changes), { ...mira, ...person })).finalUrl)
  const getCode: TestCloud['getCode'] = async (changes = {}, person = {}) =>
    (await consent(changes, person)).searchParams.get('code') ?? ''
  const postToken = (fields: Fields): Promise<Said> =>
    ask(`${cloud.authUrl}/oauth/token`, sending('POST', without(fields)))
  const known = { client_id: app.clientId, client_secret: app.clientSecret }
  const redeem: TestCloud['redeem'] = (code, changes = {}) =>
    postToken({
      grant_type: 'authorization_code',
      ...known,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    })
  return {
    cloud,
    app,
    authorizeUrl,
    consent,
    getCode,
    postToken,
    redeem,
    refresh: (token, changes = {}) =>
      postToken({ grant_type: 'refresh_token', ...known, refresh_token: token, ...changes }),
    signIn: async (changes = {}, person = {}) => (await redeem(await getCode(changes, person))).json as TokenBody,
    gateway: (path, authorization, init = {}) =>
      ask(`${cloud.apiUrl}/ex/jira/${cloud.cloudId}${path}`, authorized(authorization, init)),
    site: (path, authorization, init = {}) => ask(`${cloud.siteUrl}${path}`, authorized(authorization, init)),
    [Symbol.asyncDispose]: () => cloud.close(),
  }
}
