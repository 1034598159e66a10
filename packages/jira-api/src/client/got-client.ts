import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Got } from 'got'
import type { TlsOptions, TransportOptions } from './transport.ts'

/** For whom a client is: the site itself, or a host that the site sends us to, which gets nothing that proves who we are. */
export type Audience = 'site' | 'stranger'

/** What `User-Agent` says when the caller does not. */
const USER_AGENT = 'mmd-tui/0.1.0'

const agents = (proxyEnv: NodeJS.ProcessEnv | undefined): { http: HttpAgent; https: HttpsAgent } => {
  const options = { keepAlive: true, ...(proxyEnv === undefined ? {} : { proxyEnv }) }
  return { http: new HttpAgent(options), https: new HttpsAgent(options) }
}

const trustOf = ({ ca }: TlsOptions): Record<string, unknown> =>
  ca === undefined ? {} : { certificateAuthority: typeof ca === 'string' ? ca : [...ca] }

const clientCertificateOf = ({ cert, key, pfx, passphrase }: TlsOptions): Record<string, unknown> => ({
  ...(cert === undefined ? {} : { certificate: cert }),
  ...(key === undefined ? {} : { key }),
  ...(pfx === undefined ? {} : { pfx }),
  ...(passphrase === undefined ? {} : { passphrase }),
})

/** Loads got only now: who imports this package for its types and words need not wait for it. Keeps no cookies. */
export const gotClient = async (options: TransportOptions, audience: Audience): Promise<Got> => {
  const { default: got } = await import('got')
  const { connect = 10_000, response = 60_000, request = 120_000 } = options.timeouts ?? {}
  const tls = options.tls ?? {}
  return got.extend({
    headers: {
      'user-agent': options.userAgent ?? USER_AGENT,
      ...(audience === 'site' ? { accept: 'application/json', 'x-atlassian-token': 'no-check' } : {}),
    },
    agent: agents(options.proxyEnv),
    https: { ...trustOf(tls), ...(audience === 'site' ? clientCertificateOf(tls) : {}) },
    timeout: { lookup: connect, connect, secureConnect: connect, response, request },
    // A redirect would carry the credential to wherever the site, or somebody in between, points.
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
  })
}
