import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { approveConsent, type ConsentDecision, type ConsentResult } from '../approve-consent.ts'
import type { ServeOptions } from '../serve-options.ts'
import { startTestSite, type TestSite } from '../testing.ts'

type Fields = Readonly<Record<string, string>>

/** An RSA key pair, PEM texts. */
export interface RsaKeyPair {
  readonly publicKey: string
  readonly privateKey: string
}

/** Makes a key pair. */
export const makeKeyPair = (bits: number): RsaKeyPair =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

/** One key pair for all tests of a file: making one takes long. */
export const keyPair: RsaKeyPair = makeKeyPair(2048)

/** Nobody listens on port 1, so the browser's last address can be read at leisure. */
export const callback = 'http://localhost:1/oauth/callback'

const servlet = '/plugins/servlet/oauth'

/** What a signed request looks like. */
export interface SignedCall {
  readonly method?: string
  /** Added to the usual parameters or in their place; `-` leaves one out. */
  readonly parameters?: Fields
  readonly form?: Fields
  readonly json?: object
  /** Another URL than the one that is asked is signed. */
  readonly signedUrl?: string
  /** Another origin than that of the site is asked. */
  readonly origin?: string
  /** Another method than the one that is sent is signed. */
  readonly signedMethod?: string
}

/** A site with one registered consumer that uses it over HTTP alone. Its signer shares no code with the provider. */
export interface TestConsumer extends AsyncDisposable {
  readonly site: TestSite
  /** Asks a path below the context path. */
  call(path: string, call?: SignedCall): Promise<Response>
  /** The fields of the answer to a call of one of the endpoints. */
  endpoint(name: 'request-token' | 'access-token', parameters?: Fields): Promise<{ status: number; fields: Fields }>
  /** A request token. */
  requestToken(parameters?: Fields): Promise<string>
  consent(token: string, decision?: ConsentDecision['decision']): Promise<ConsentResult>
  /** A request token that was allowed, and its verifier. */
  allowed(): Promise<{ readonly oauth_token: string; readonly oauth_verifier: string }>
  /** The whole way to an access token. */
  signIn(): Promise<Fields>
}

const escape = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[\w.~-]/u.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')

const headerFor = (url: URL, call: SignedCall, nowSeconds: number): string => {
  const usual: Fields = {
    oauth_consumer_key: 'mmd-tui',
    oauth_signature_method: 'RSA-SHA1',
    oauth_timestamp: String(nowSeconds),
    oauth_nonce: randomUUID(),
    oauth_version: '1.0',
    ...call.parameters,
  }
  const own = Object.entries(usual).filter(([, value]) => value !== '-')
  const all = [...own, ...url.searchParams, ...Object.entries(call.form ?? {})].filter(([n]) => n !== 'oauth_signature')
  const pairs = all.map(([name, value]) => `${escape(name)}=${escape(value)}`).sort()
  const text = [call.signedMethod ?? call.method ?? 'GET', `${url.origin}${url.pathname}`, pairs.join('&')]
    .map(escape)
    .join('&')
  const signature = createSign('RSA-SHA1').update(text).sign(keyPair.privateKey, 'base64')
  const members = Object.entries({ oauth_signature: signature, ...Object.fromEntries(own) })
  return `OAuth realm="", ${members.map(([name, value]) => `${escape(name)}="${escape(value)}"`).join(', ')}`
}

const bodyOf = ({ form, json }: SignedCall): Pick<RequestInit, 'body'> => {
  if (form !== undefined) return { body: new URLSearchParams(form) }
  return json === undefined ? {} : { body: JSON.stringify(json) }
}

/** Starts a site and registers the consumer `mmd-tui`. */
export const startTestConsumer = async (options: ServeOptions = {}): Promise<TestConsumer> => {
  const site = await startTestSite(options)
  const { sandbox, user } = site
  sandbox.registerConsumer({ key: 'mmd-tui', name: 'Triage & friends', publicKey: keyPair.publicKey })
  const call = (path: string, what: SignedCall = {}): Promise<Response> => {
    const now = Math.floor((options.now?.() ?? Date.now()) / 1000)
    const Authorization = headerFor(new URL(what.signedUrl ?? `${sandbox.baseUrl}${path}`), what, now)
    const headers = { Authorization, ...(what.json === undefined ? {} : { 'Content-Type': 'application/json' }) }
    const { origin, pathname } = new URL(sandbox.baseUrl)
    return fetch(`${what.origin ?? origin}${pathname}${path}`, {
      method: what.method ?? 'GET',
      headers,
      ...bodyOf(what),
    })
  }
  const endpoint: TestConsumer['endpoint'] = async (name, parameters = {}) => {
    const answer = await call(`${servlet}/${name}`, { method: 'POST', parameters })
    return { status: answer.status, fields: Object.fromEntries(new URLSearchParams(await answer.text())) }
  }
  const requestToken = async (parameters: Fields = {}): Promise<string> =>
    (await endpoint('request-token', { oauth_callback: callback, ...parameters })).fields['oauth_token'] ?? ''
  const consent = (token: string, decision: ConsentDecision['decision'] = 'allow'): Promise<ConsentResult> => {
    const url = `${sandbox.baseUrl}${servlet}/authorize?${new URLSearchParams({ oauth_token: token }).toString()}`
    return approveConsent(url, { username: user.name, password: user.password, decision })
  }
  const allowed = async () => {
    const token = await requestToken()
    const { searchParams } = new URL((await consent(token)).finalUrl)
    return { oauth_token: token, oauth_verifier: searchParams.get('oauth_verifier') ?? '' }
  }
  return {
    site,
    call,
    endpoint,
    requestToken,
    consent,
    allowed,
    signIn: async () => (await endpoint('access-token', await allowed())).fields,
    [Symbol.asyncDispose]: () => sandbox.close(),
  }
}
