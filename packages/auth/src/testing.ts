import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { AuthError } from './errors.ts'
import type { SecretStore, SignInEvent, SignInPorts } from './ports.ts'
import type { Site } from './site.ts'

/** A fresh folder for one test. */
export const givenFolder = (): string => mkdtempSync(join(tmpdir(), 'mmd-auth-'))

/** Looks like a certificate to who does not open it. */
export const testPem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'

/** Secrets in memory; `held` shows them. */
export const fakeSecrets = (
  initial: Readonly<Record<string, string>> = {},
): SecretStore & { held: Map<string, string> } => {
  const held = new Map(Object.entries(initial))
  return {
    held,
    kind: 'file',
    where: 'memory',
    get: async (key) => held.get(key),
    set: async (key, value) => {
      held.set(key, value)
    },
    delete: async (key) => {
      held.delete(key)
    },
  }
}

/** Ports that accept every token and whose browser does what `browse` does. */
export const fakePorts = (
  secrets: SecretStore,
  browse: (url: string) => Promise<boolean>,
  overrides: Partial<SignInPorts> = {},
): SignInPorts & { events: SignInEvent[] } => {
  const events: SignInEvent[] = []
  return {
    events,
    secrets,
    openBrowser: browse,
    findBrowser: async () => undefined,
    ask: async () => undefined,
    report: (event) => {
      events.push(event)
    },
    verify: async () => ({ id: 'mira', name: 'Mira Example' }),
    ...overrides,
  }
}

/** Asks who we are as a site's REST API answers it: `bad-token` for nobody, and for a 401. */
export const askWhoAmI: SignInPorts['verify'] = async ({ apiBaseUrl, authorize }) => {
  const url = new URL(`${apiBaseUrl}/rest/api/2/myself`)
  const response = await fetch(url, { headers: { authorization: await authorize({ method: 'GET', url }) } })
  const isNobody = response.headers.get('x-ausername') === 'anonymous'
  if (response.status === 403) throw new AuthError('login-denied', 'a CAPTCHA stands before it')
  if (response.status === 401 || isNobody) throw new AuthError('bad-token', 'taken for nobody')
  const { name, accountId, displayName } = (await response.json()) as Record<string, string>
  return { id: name ?? accountId ?? '', name: displayName ?? '' }
}

/** A browser that gives consent at once and follows the redirect. */
export const willingBrowser = async (url: string): Promise<boolean> => {
  const { headers } = await fetch(url, { redirect: 'manual' })
  await fetch(headers.get('location') ?? '')
  return true
}

interface Issued {
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string
  readonly scope: string
}

interface ServerAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What the small authorization server does differently from the usual. */
export interface Misbehaviour {
  /** Answers of the token endpoint, in this order, before it works as usual again; `lost` does the work and cuts the line. */
  answers: (ServerAnswer | 'lost')[]
  /** Changes a successful token answer. */
  reshape: (answer: Record<string, unknown>) => Record<string, unknown>
}

export interface TinyServer extends AsyncDisposable {
  readonly baseUrl: string
  readonly clientSecret: string
  /** Each form that came to the token or revoke endpoint, with the endpoint's name. */
  readonly forms: { readonly endpoint: string; readonly form: URLSearchParams }[]
  readonly misbehaviour: Misbehaviour
  site(redirectUri: string): Site
  /** A valid pair, as if somebody had signed in. */
  issue(): { readonly accessToken: string; readonly refreshToken: string }
  isValid(accessToken: string): boolean
}

const refuse = (error: string): ServerAnswer => ({
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error, error_description: `Server sagt: ${error}` }),
})

const clientId = 'client-of-the-tests'
const clientSecret = 'a secret with /+&= and spaces'

/** A strict little authorization server with Jira's paths under `/jira`: it compares letter by letter and rotates. */
export const startTinyServer = async (): Promise<TinyServer> => {
  const codes = new Map<string, Issued>()
  const refreshTokens = new Map<string, string>()
  const accessTokens = new Set<string>()
  const forms: TinyServer['forms'] = []
  const misbehaviour: Misbehaviour = { answers: [], reshape: (answer) => answer }

  const issue = () => {
    const [accessToken, refreshToken] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`]
    accessTokens.add(accessToken)
    refreshTokens.set(refreshToken, accessToken)
    return { accessToken, refreshToken }
  }

  const tokens = (scope: string): ServerAnswer => {
    const { accessToken, refreshToken } = issue()
    const answer = {
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: 'bearer',
      expires_in: 3600,
      scope,
    }
    const body = JSON.stringify(misbehaviour.reshape(answer))
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  }

  const byCode = (form: URLSearchParams): ServerAnswer => {
    const issued = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    if (issued === undefined || issued.redirectUri !== form.get('redirect_uri')) return refuse('invalid_grant')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    return challenge === issued.challenge ? tokens(issued.scope) : refuse('invalid_grant')
  }

  const byRefreshToken = (form: URLSearchParams): ServerAnswer => {
    const refreshToken = form.get('refresh_token') ?? ''
    const accessToken = refreshTokens.get(refreshToken)
    if (accessToken === undefined || form.get('redirect_uri') === null) return refuse('invalid_grant')
    refreshTokens.delete(refreshToken)
    accessTokens.delete(accessToken)
    return tokens('WRITE')
  }

  const token = (form: URLSearchParams): ServerAnswer => {
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      return refuse('invalid_client')
    if (form.get('grant_type') === 'authorization_code') return byCode(form)
    return form.get('grant_type') === 'refresh_token' ? byRefreshToken(form) : refuse('unsupported_grant_type')
  }

  const authorize = (query: URLSearchParams): ServerAnswer => {
    const code = randomUUID()
    const redirectUri = query.get('redirect_uri') ?? ''
    codes.set(code, {
      clientId: query.get('client_id') ?? '',
      redirectUri,
      challenge: query.get('code_challenge') ?? '',
      scope: query.get('scope') ?? '',
    })
    const glue = redirectUri.includes('?') ? '&' : '?'
    const answer = new URLSearchParams({ code, state: query.get('state') ?? '' })
    return { status: 303, headers: { location: `${redirectUri}${glue}${answer.toString()}` } }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const endpoint = url.pathname.replace('/jira/rest/oauth2/latest/', '')
    const send = ({ status, headers = {}, body = '' }: ServerAnswer): void => {
      response.writeHead(status, headers).end(body)
    }
    if (endpoint === 'authorize') return send(authorize(url.searchParams))
    const form = new URLSearchParams(await text(request))
    forms.push({ endpoint, form })
    if (endpoint === 'revoke') {
      refreshTokens.delete(form.get('token') ?? '')
      accessTokens.delete(form.get('token') ?? '')
      return send({ status: 200 })
    }
    const odd = misbehaviour.answers.shift()
    if (odd === undefined) return send(token(form))
    if (odd !== 'lost') return send(odd)
    token(form)
    request.socket.destroy()
    return undefined
  }

  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jira`

  return {
    baseUrl,
    clientSecret,
    forms,
    misbehaviour,
    site: (redirectUri) => ({
      name: 'tiny',
      baseUrl,
      deployment: 'datacenter',
      method: 'oauth2',
      oauth2: { clientId, redirectUri, scope: 'WRITE' },
    }),
    issue,
    isValid: (accessToken) => accessTokens.has(accessToken),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Runs an ES module given as text in a Node process of its own; its arguments start at `process.argv[1]`. */
export const runNode = async (
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> => {
  const flags = ['--conditions=@mmd/source', '--input-type=module', '--eval', script, '--']
  const child = spawn(process.execPath, [...flags, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { stdout, stderr }
}
