import type { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import { errorCode } from './atomic-file.ts'
import { AuthError } from './errors.ts'
import { refuseInsecure } from './site-book/base-url.ts'

/** How the network is reached, for people behind a proxy or a company's own certificate authority. */
export interface Transport {
  /** Agents that go through a proxy. */
  readonly agent?: { readonly http?: HttpAgent; readonly https?: HttpsAgent }
  /** Certificate authorities (PEM) to trust instead of the built-in ones. */
  readonly certificateAuthority?: string
  /** For a whole request, in milliseconds. */
  readonly timeoutMs?: number
}

export interface PostFormOptions {
  readonly transport?: Transport | undefined
  readonly insecureHttp?: boolean | undefined
  readonly signal?: AbortSignal | undefined
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
}

/** The network's error without what was sent: errors of the HTTP library carry headers and form. */
const translated = (error: unknown, url: URL, signal: AbortSignal | undefined): AuthError => {
  if (error instanceof AuthError) return error
  if (signal?.aborted === true) return new AuthError('cancelled', 'Signing in was cancelled')
  const code = errorCode(error)
  const reason = reasons[code] ?? (/^[A-Z][A-Z0-9_]{2,60}$/u.test(code) ? code : 'the request failed')
  return new AuthError('network', `${url.host} cannot be reached: ${reason}`, code)
}

const requestOptions = (body: URLSearchParams, headers: Record<string, string>, options: PostFormOptions) => {
  const { transport, signal } = options
  return {
    method: 'POST',
    body: body.toString(),
    headers: { ...headers, 'user-agent': 'mmd-tui', 'accept-encoding': 'identity' },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    // The request may have done its work although the answer was lost; a code or refresh token works only once.
    retry: { limit: 0 },
    timeout: { request: transport?.timeoutMs ?? 30_000 },
    ...(transport?.agent === undefined ? {} : { agent: transport.agent }),
    ...(transport?.certificateAuthority === undefined
      ? {}
      : { https: { certificateAuthority: transport.certificateAuthority } }),
    ...(signal === undefined ? {} : { signal }),
  } as const
}

/** Posts a form and gives the answer back whatever its status. Throws `network`, `bad-answer`, `cancelled`, `insecure-url`. */
export const postForm = async (
  url: URL,
  body: URLSearchParams,
  headers: Record<string, string>,
  options: PostFormOptions = {},
): Promise<Response> => {
  refuseInsecure(url, { insecureHttp: options.insecureHttp === true })
  const { default: got } = await import('got')
  try {
    const stream = got.stream(url, requestOptions(body, headers, options))
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length
      if (length > longestAnswer) throw new AuthError('bad-answer', `${url.host} sent an answer that is far too long`)
      chunks.push(chunk)
    }
    const { statusCode, headers: answered } = stream.response ?? { statusCode: 0, headers: {} }
    const kept = new Headers()
    // A challenge header would hide the error in the body, which says more.
    for (const name of ['content-type', 'location'] as const) {
      const value = answered[name]
      if (value !== undefined) kept.set(name, value)
    }
    if (statusCode < 200 || statusCode > 599) throw new AuthError('bad-answer', `${url.host} sent no usable status`)
    const hasBody = statusCode !== 204 && statusCode !== 205 && statusCode !== 304
    return new Response(hasBody ? Buffer.concat(chunks) : null, { status: statusCode, headers: kept })
  } catch (error) {
    throw translated(error, url, options.signal)
  }
}
