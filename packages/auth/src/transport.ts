import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

/** How the network is reached: plain data, so that it can cross a thread. */
export interface Transport {
  /** Holds `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`; without it no proxy is used. May hold a proxy's password: never log it. */
  readonly proxyEnv?: Readonly<Record<string, string>>
  readonly tls?: TlsMaterial
  /** For a whole request, in milliseconds. */
  readonly timeoutMs?: number
}

/** Contents, not paths; what is absent is as Node has it. */
export interface TlsMaterial {
  /** All authorities to trust, PEM. */
  readonly ca?: readonly string[]
  /** Client certificate and its private key, PEM. */
  readonly cert?: string
  readonly key?: string
  /** Both in one, PKCS #12. */
  readonly pfx?: Uint8Array
  readonly passphrase?: string
}

/** Connections that go through the transport's proxy and no other one, as the HTTP library takes them. */
export const agentsOf = ({ proxyEnv = {} }: Transport): { readonly http: HttpAgent; readonly https: HttpsAgent } => ({
  // Node's own agents would heed NODE_USE_ENV_PROXY.
  http: new HttpAgent({ proxyEnv }),
  https: new HttpsAgent({ proxyEnv }),
})

/** The same material under the HTTP library's own names. */
export const httpsOptionsOf = ({ tls = {} }: Transport): Readonly<Record<string, unknown>> => ({
  ...(tls.ca === undefined ? {} : { certificateAuthority: [...tls.ca] }),
  ...(tls.cert === undefined ? {} : { certificate: tls.cert }),
  ...(tls.key === undefined ? {} : { key: tls.key }),
  ...(tls.pfx === undefined ? {} : { pfx: Buffer.from(tls.pfx) }),
  ...(tls.passphrase === undefined ? {} : { passphrase: tls.passphrase }),
})
