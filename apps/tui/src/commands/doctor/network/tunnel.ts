import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { Socket } from 'node:net'
import { errorCodeOf } from './error-code.ts'
import { connectWithin } from './open-socket.ts'

/** What a proxy says to `CONNECT host:port`. */
export type Tunnel =
  | { readonly kind: 'open'; readonly socket: Socket }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'closed'; readonly code: string }

const loginOf = ({ username, password }: URL): Readonly<Record<string, string>> => {
  if (username === '' && password === '') return {}
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` }
}

/** Has a proxy open a tunnel (RFC 9110 section 9.3.6). Rejects only with what the signal was aborted with. */
export const openTunnel = (proxy: URL, target: string, signal: AbortSignal): Promise<Tunnel> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const send = proxy.protocol === 'https:' ? overHttps : overHttp
    const request = send({
      method: 'CONNECT',
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : Number(proxy.port),
      path: target,
      headers: { host: target, ...loginOf(proxy) },
      agent: false,
      timeout: connectWithin,
    })
    const settle = (): void => signal.removeEventListener('abort', abort)
    const abort = (): void => {
      request.destroy()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    const give = (tunnel: Tunnel): void => {
      settle()
      if (tunnel.kind !== 'open') request.destroy()
      resolve(tunnel)
    }
    request.once('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      if (head.length > 0) socket.unshift(head)
      if (statusCode >= 200 && statusCode < 300) return give({ kind: 'open', socket })
      socket.destroy()
      give({ kind: 'refused', status: statusCode })
    })
    request.once('response', ({ statusCode = 0 }) => give({ kind: 'refused', status: statusCode }))
    request.once('timeout', () => give({ kind: 'closed', code: 'ETIMEDOUT' }))
    request.on('error', (error) => give({ kind: 'closed', code: errorCodeOf(error) }))
    request.end()
  })
