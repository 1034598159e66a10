import { errorCode } from './atomic-file.ts'
import { AuthError } from './errors.ts'
import { cancelled } from './sign-in/wait.ts'
import { refuseInsecure } from './site-book/base-url.ts'
import { agentsOf, httpsOptionsOf, type Transport } from './transport.ts'

export interface SendOptions {
  readonly transport?: Transport | undefined
  readonly insecureHttp?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** One request; what goes out as a body is a form or JSON. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: URLSearchParams
  readonly json?: unknown
}

/** A token answer has a few hundred bytes; a login page that came instead need not be read to its end. */
const longestAnswer = 256 * 1024

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no network',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is signed by nobody we trust',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is signed by an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate chain is incomplete or not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate is signed by an authority that is not trusted here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  ERR_PROXY_TUNNEL: 'the proxy does not let us through; it may want a user name and password',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'the site wants a client certificate',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'the site refused the handshake; it may want a client certificate',
}

/** The network's error without what was sent: errors of the HTTP library carry headers and form. */
const translated = (error: unknown, url: URL, signal: AbortSignal | undefined): AuthError => {
  if (error instanceof AuthError) return error
  if (signal?.aborted === true) return cancelled()
  const code = errorCode(error)
  const reason = reasons[code] ?? (/^[A-Z][A-Z0-9_/]{2,60}$/u.test(code) ? code : 'the request failed')
  return new AuthError('network', `${url.host} cannot be reached: ${reason}`, code)
}

const bodyOf = ({ form, json, method }: OutgoingRequest) => {
  if (form !== undefined) {
    const contentType = 'application/x-www-form-urlencoded;charset=UTF-8'
    return { body: form.toString(), headers: { 'content-type': contentType } }
  }
  if (json !== undefined) return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }
  return method === 'GET' ? { headers: {} } : { body: '', headers: {} }
}

const requestOptions = (request: OutgoingRequest, { transport = {}, signal }: SendOptions) => {
  const { headers, ...body } = bodyOf(request)
  return {
    method: request.method,
    ...body,
    headers: {
      accept: 'application/json',
      'user-agent': 'mmd-tui',
      'accept-encoding': 'identity',
      ...headers,
      ...request.headers,
    },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    // The request may have done its work although the answer was lost; a code or refresh token works only once.
    retry: { limit: 0 },
    timeout: { request: transport.timeoutMs ?? 30_000 },
    https: httpsOptionsOf(transport),
    agent: agentsOf(transport),
    ...(signal === undefined ? {} : { signal }),
  }
}

const kept = ['content-type', 'location', 'www-authenticate', 'date'] as const

/** Sends one request once and gives the answer back whatever its status. Throws `network`, `bad-answer`, `cancelled`, `insecure-url`. */
export const send = async (request: OutgoingRequest, options: SendOptions = {}): Promise<Response> => {
  const { url } = request
  refuseInsecure(url, { insecureHttp: options.insecureHttp === true })
  const { default: got } = await import('got')
  try {
    const stream = got.stream(url, requestOptions(request, options))
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length
      if (length > longestAnswer) throw new AuthError('bad-answer', `${url.host} sent an answer that is far too long`)
      chunks.push(chunk)
    }
    const { statusCode, headers: answered } = stream.response ?? { statusCode: 0, headers: {} }
    const headers = new Headers()
    for (const name of kept) {
      const value = answered[name]
      if (value !== undefined) headers.set(name, value)
    }
    if (statusCode === 407)
      throw new AuthError('network', `${url.host} cannot be reached: ${reasons['ERR_PROXY_TUNNEL']}`)
    if (statusCode < 200 || statusCode > 599) throw new AuthError('bad-answer', `${url.host} sent no usable status`)
    const hasBody = statusCode !== 204 && statusCode !== 205 && statusCode !== 304
    return new Response(hasBody ? Buffer.concat(chunks) : null, { status: statusCode, headers })
  } catch (error) {
    throw translated(error, url, options.signal)
  }
}
