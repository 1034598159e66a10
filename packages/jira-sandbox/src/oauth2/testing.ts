import { createHash } from 'node:crypto'
import { approveConsent } from '../approve-consent.ts'
import type { Scope } from '../exchange.ts'
import type { ServeOptions } from '../serve-world.ts'
import { startTestSite, type TestSite } from '../testing.ts'
import type { ClientCredentials } from './clients.ts'

type Fields = Readonly<Record<string, string>>

/** Nobody listens on port 1, so the browser's last address can be read at leisure. */
export const redirectUri = 'http://localhost:1/oauth/redirect'
/** A verifier and its S256 challenge. */
export const verifier: string = 'v'.repeat(43)
export const challenge: string = createHash('sha256').update(verifier).digest('base64url')

export interface TokenBody {
  readonly access_token: string
  readonly refresh_token: string
  readonly error?: string
}

/** A site with one registered client that uses it over HTTP alone. */
export interface TestClient extends AsyncDisposable {
  readonly site: TestSite
  readonly client: ClientCredentials
  authorizeUrl(changes?: Fields): string
  /** The redirect URI that the browser ends at after Allow. */
  consent(changes?: Fields, decision?: 'allow' | 'deny'): Promise<URL>
  getCode(changes?: Fields): Promise<string>
  postToken(fields: Fields): Promise<Response>
  /** Redeems a code; a field set to `-` is left out. */
  redeem(code: string, changes?: Fields): Promise<Response>
  refresh(token: string, changes?: Fields): Promise<Response>
  /** The whole way to a pair of tokens. */
  signIn(): Promise<TokenBody>
  /** Name that a bearer acts as; null: anonymous. */
  nameOf(accessToken: string): Promise<string | null>
}

const without = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '-'))

export const startTestClient = async (options: ServeOptions = {}, scope: Scope = 'WRITE'): Promise<TestClient> => {
  const site = await startTestSite(options)
  const { sandbox, user } = site
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri, scope })
  const { clientId: client_id, clientSecret: client_secret } = client
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  const asked = { client_id, redirect_uri: redirectUri, response_type: 'code', scope, state: 's1', ...pkce }
  const authorizeUrl = (changes: Fields = {}): string =>
    `${sandbox.baseUrl}/rest/oauth2/latest/authorize?${new URLSearchParams(without({ ...asked, ...changes })).toString()}`
  const consent = async (changes: Fields = {}, decision: 'allow' | 'deny' = 'allow'): Promise<URL> => {
    const { name: username, password } = user
    return new URL((await approveConsent(authorizeUrl(changes), { username, password, decision })).finalUrl)
  }
  const getCode = async (changes: Fields = {}): Promise<string> =>
    (await consent(changes)).searchParams.get('code') ?? ''
  const postToken = (fields: Fields): Promise<Response> => site.postForm('/rest/oauth2/latest/token', without(fields))
  const known = { redirect_uri: redirectUri, client_id, client_secret }
  const redeem = (code: string, changes: Fields = {}): Promise<Response> =>
    postToken({ grant_type: 'authorization_code', code, ...known, code_verifier: verifier, ...changes })
  return {
    site,
    client,
    authorizeUrl,
    consent,
    getCode,
    postToken,
    redeem,
    refresh: (token, changes = {}) =>
      postToken({ grant_type: 'refresh_token', refresh_token: token, ...known, ...changes }),
    signIn: async () => (await (await redeem(await getCode())).json()) as TokenBody,
    nameOf: async (token) => {
      const answer = await site.ask('/rest/api/2/whoami', { headers: { Authorization: `Bearer ${token}` } })
      return ((await answer.json()) as { name: string | null }).name
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}

/** The `error` of an OAuth 2.0 answer. */
export const errorOf = async (answer: Response): Promise<string | undefined> =>
  ((await answer.json()) as TokenBody).error
