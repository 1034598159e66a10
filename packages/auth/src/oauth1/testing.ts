import { createPublicKey, randomUUID, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Site } from '../site.ts'
import { parseOAuthHeader } from './oauth-header.ts'
import { signatureBaseString } from './signature.ts'

/**
 * The key of the community's own RSA-SHA1 test case (OAuth wiki, "Test Cases", section 9.3), known to everybody: for
 * tests alone.
 */
export const publishedKey = `-----BEGIN PRIVATE KEY-----
MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBALRiMLAh9iimur8V
A7qVvdqxevEuUkW4K+2KdMXmnQbG9Aa7k7eBjK1S+0LYmVjPKlJGNXHDGuy5Fw/d
7rjVJ0BLB+ubPK8iA/Tw3hLQgXMRRGRXXCn8ikfuQfjUS1uZSatdLB81mydBETlJ
hI6GH4twrbDJCR2Bwy/XWXgqgGRzAgMBAAECgYBYWVtleUzavkbrPjy0T5FMou8H
X9u2AC2ry8vD/l7cqedtwMPp9k7TubgNFo+NGvKsl2ynyprOZR1xjQ7WgrgVB+mm
uScOM/5HVceFuGRDhYTCObE+y1kxRloNYXnx3ei1zbeYLPCHdhxRYW7T0qcynNmw
rn05/KO2RLjgQNalsQJBANeA3Q4Nugqy4QBUCEC09SqylT2K9FrrItqL2QKc9v0Z
zO2uwllCbg0dwpVuYPYXYvikNHHg+aCWF+VXsb9rpPsCQQDWR9TT4ORdzoj+Nccn
qkMsDmzt0EfNaAOwHOmVJ2RVBspPcxt5iN4HI7HNeG6U5YsFBb+/GZbgfBT3kpNG
WPTpAkBI+gFhjfJvRw38n3g/+UeAkwMI2TJQS4n8+hid0uus3/zOjDySH3XHCUno
cn1xOJAyZODBo47E+67R4jV1/gzbAkEAklJaspRPXP877NssM5nAZMU0/O/NGCZ+
3jPgDUno6WbJn5cqm8MqWhW1xGkImgRk+fkDBquiq4gPiT898jusgQJAd5Zrr6Q8
AO/0isr/3aa6O6NLQxISLKcPDk2NOccAfS/xOtfOz4sJYM3+Bs4Io9+dZGSDCA54
Lw03eHTNQghS0A==
-----END PRIVATE KEY-----
`

/** Its public half, from the certificate that is published beside it. */
export const publishedCertificate = `-----BEGIN CERTIFICATE-----
MIIBpjCCAQ+gAwIBAgIBATANBgkqhkiG9w0BAQUFADAZMRcwFQYDVQQDDA5UZXN0
IFByaW5jaXBhbDAeFw03MDAxMDEwODAwMDBaFw0zODEyMzEwODAwMDBaMBkxFzAV
BgNVBAMMDlRlc3QgUHJpbmNpcGFsMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB
gQC0YjCwIfYoprq/FQO6lb3asXrxLlJFuCvtinTF5p0GxvQGu5O3gYytUvtC2JlY
zypSRjVxwxrsuRcP3e641SdASwfrmzyvIgP08N4S0IFzEURkV1wp/IpH7kH41Etb
mUmrXSwfNZsnQRE5SYSOhh+LcK2wyQkdgcMv11l4KoBkcwIDAQABMA0GCSqGSIb3
DQEBBQUAA4GBAGZLPEuJ5SiJ2ryq+CmEGOXfvlTtEL2nuGtr9PewxkgnOjZpUy+d
4TvuXJbNQc8f4AMWL/tO9w0Fk80rWKp9ea8/df4qMq5qlFWlx6yOLQxumNOmECKb
WpkUQDIDJEoFUzKMVuJf4KO/FJ345+BNLGgbJ6WujreoM1X/gYfdnJ/J
-----END CERTIFICATE-----
`

interface ServerAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request as it came in. */
export interface Received {
  /** Last part of the path. */
  readonly endpoint: string
  readonly method: string
  readonly authorization: string
  /** Of the `Authorization` header, decoded. */
  readonly oauth: ReadonlyMap<string, string>
  readonly body: string
}

export interface TinyProvider extends AsyncDisposable {
  readonly baseUrl: string
  readonly received: Received[]
  /** Answers of the two token endpoints, in this order, before it works as usual again; `lost` does the work and cuts the line. */
  readonly answers: (ServerAnswer | 'lost')[]
  /** Changes the form of a successful token answer. */
  reshape: (form: Record<string, string>) => Record<string, string>
  /** The provider's clock, epoch milliseconds. */
  now: () => number
  /** The verifier of a request token that consent was given to. */
  verifierOf(requestToken: string): string | undefined
  site(callback: string): Site
}

export const consumerKey = 'consumer of the tests'

const form = (fields: Readonly<Record<string, string>>): ServerAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: new URLSearchParams(fields).toString(),
})

const problem = (name: string, more: Readonly<Record<string, string>> = {}): ServerAnswer => ({
  status: 401,
  headers: { 'www-authenticate': `OAuth realm="https%3A%2F%2Fjira.example", oauth_problem="${name}"` },
  body: new URLSearchParams({ oauth_problem: name, ...more }).toString(),
})

const read = async (request: IncomingMessage, path: string): Promise<Received> => {
  const authorization = request.headers.authorization ?? ''
  const oauth = new Map(parseOAuthHeader(authorization) ?? [])
  const body = await text(request)
  return { endpoint: path.split('/').at(-1) ?? '', method: request.method ?? '', authorization, oauth, body }
}

/**
 * A strict little OAuth 1.0a provider with Jira's paths under `/jira`, and a `myself` that wants a signed request: it
 * knows one consumer, verifies every signature, and takes each nonce, request token and verifier once.
 */
export const startTinyProvider = async (): Promise<TinyProvider> => {
  /** Callback of each request token. */
  const requested = new Map<string, string>()
  const verifiers = new Map<string, string>()
  const accessTokens = new Set<string>()
  const nonces = new Set<string>()

  const refusalOf = (url: URL, { method, oauth }: Received): ServerAnswer | undefined => {
    if (oauth.get('oauth_consumer_key') !== consumerKey) return problem('consumer_key_unknown')
    if (oauth.get('oauth_signature_method') !== 'RSA-SHA1') return problem('signature_method_rejected')
    if (oauth.get('oauth_version') !== '1.0') return problem('version_rejected')
    const seconds = Number(oauth.get('oauth_timestamp'))
    if (!(Math.abs(seconds * 1000 - provider.now()) < 300_000)) return problem('timestamp_refused')
    const nonce = oauth.get('oauth_nonce') ?? ''
    if (nonce === '' || nonces.has(nonce)) return problem('nonce_used')
    nonces.add(nonce)
    const baseString = Buffer.from(signatureBaseString({ method, url }, oauth))
    const signature = Buffer.from(oauth.get('oauth_signature') ?? '', 'base64')
    const isRight = verify('RSA-SHA1', baseString, createPublicKey(publishedCertificate), signature)
    return isRight ? undefined : problem('signature_invalid')
  }

  const requestToken = ({ oauth }: Received): ServerAnswer => {
    const callback = oauth.get('oauth_callback')
    if (callback === undefined) return problem('parameter_absent', { oauth_parameters_absent: 'oauth_callback' })
    const token = randomUUID()
    requested.set(token, callback)
    const fields = { oauth_token: token, oauth_token_secret: randomUUID(), oauth_callback_confirmed: 'true' }
    return form(provider.reshape(fields))
  }

  const authorize = (token: string): ServerAnswer => {
    const callback = requested.get(token)
    if (callback === undefined) return problem('token_rejected')
    const verifier = randomUUID().slice(0, 6)
    verifiers.set(token, verifier)
    if (callback === 'oob') return { status: 200, body: `Your verification code is '${verifier}'` }
    const location = new URL(callback)
    location.searchParams.append('oauth_token', token)
    location.searchParams.append('oauth_verifier', verifier)
    return { status: 302, headers: { location: location.href } }
  }

  const accessToken = ({ oauth }: Received): ServerAnswer => {
    const token = oauth.get('oauth_token') ?? ''
    const verifier = verifiers.get(token)
    requested.delete(token)
    verifiers.delete(token)
    if (verifier === undefined || verifier !== oauth.get('oauth_verifier')) return problem('token_rejected')
    const granted = randomUUID()
    accessTokens.add(granted)
    const life = { oauth_expires_in: '157680000', oauth_authorization_expires_in: '160272000' }
    const fields = { oauth_token: granted, oauth_token_secret: randomUUID(), oauth_session_handle: randomUUID() }
    return form(provider.reshape({ ...fields, ...life }))
  }

  const answerTo = (url: URL, request: Received): ServerAnswer => {
    if (request.endpoint === 'authorize') return authorize(url.searchParams.get('oauth_token') ?? '')
    const refusal = refusalOf(url, request)
    if (refusal !== undefined) return refusal
    if (request.endpoint === 'myself') {
      return accessTokens.has(request.oauth.get('oauth_token') ?? '') ? { status: 200 } : problem('token_rejected')
    }
    if (request.method !== 'POST' || request.body !== '') return { status: 405 }
    if (request.endpoint === 'request-token') return requestToken(request)
    return request.endpoint === 'access-token' ? accessToken(request) : { status: 404 }
  }

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', baseUrl)
    const request = await read(incoming, url.pathname)
    provider.received.push(request)
    const isToken = request.endpoint.endsWith('-token')
    const odd = isToken ? provider.answers.shift() : undefined
    const { status, headers, body } = odd === undefined || odd === 'lost' ? answerTo(url, request) : odd
    if (odd === 'lost') {
      incoming.socket.destroy()
      return
    }
    response.writeHead(status, { date: new Date(provider.now()).toUTCString(), ...headers }).end(body)
  }

  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jira`
  const provider: TinyProvider = {
    baseUrl,
    received: [],
    answers: [],
    reshape: (fields) => fields,
    now: Date.now,
    verifierOf: (token) => verifiers.get(token),
    site: (callback) => ({
      name: 'tiny',
      baseUrl,
      deployment: 'datacenter',
      method: 'oauth1',
      oauth1: { consumerKey, callback },
    }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return provider
}
