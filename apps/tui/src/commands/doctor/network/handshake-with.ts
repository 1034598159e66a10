import { getCACertificates } from 'node:tls'
import type { Transport } from '@mmd/auth'
import { authorityOf, hostOf, portOf } from './authority.ts'
import type { ProxyChoice } from './choose-proxy.ts'
import { type Handshake, shakeHands } from './handshake.ts'
import { openSocket } from './open-socket.ts'
import { openTunnel } from './tunnel.ts'

export interface HandshakeRoute {
  readonly url: URL
  readonly proxy: ProxyChoice
  readonly transport: Transport
  readonly signal: AbortSignal
  /** Trust what the operating system trusts, too. */
  readonly systemCa?: boolean
}

/** Shakes hands with a host on the way that requests to it take. Rejects only with what the signal was aborted with. */
export const handshakeWith = async (route: HandshakeRoute): Promise<Handshake> => {
  const { url, proxy, transport, signal, systemCa = false } = route
  const opened =
    proxy.kind === 'proxy'
      ? await openTunnel(proxy.url, authorityOf(url), signal)
      : await openSocket(hostOf(url), portOf(url), signal)
  if (opened.kind !== 'open') return { kind: 'broken', code: opened.kind === 'closed' ? opened.code : 'UNKNOWN' }
  const { tls = {} } = transport
  const ca = systemCa ? [...(tls.ca ?? getCACertificates('default')), ...getCACertificates('system')] : tls.ca
  const material = { ...tls, ...(ca === undefined ? {} : { ca }) }
  return shakeHands({ socket: opened.socket, host: hostOf(url), material, signal })
}
