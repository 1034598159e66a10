import { createSecureContext } from 'node:tls'
import { SandboxError } from '../errors.ts'

/** How a port speaks TLS; all of it PEM text. */
export interface ServeTls {
  readonly key: string
  readonly cert: string
  /** The authority that client certificates must come from. */
  readonly ca?: string
  /** Refuse connections without a certificate of `ca` in the handshake; default false. */
  readonly requestClientCertificate?: boolean
}

/** The same as Node wants it. Throws `SandboxError` `bad-certificate`, and `TypeError` when `ca` is missing. */
export const toServerOptions = (tls: ServeTls): Readonly<Record<string, string | boolean>> => {
  const { key, cert, ca, requestClientCertificate: asks = false } = tls
  if (asks && ca === undefined) throw new TypeError('requestClientCertificate needs ca: who signs the certificates?')
  const material = { key, cert, ...(ca === undefined ? {} : { ca }) }
  try {
    createSecureContext(material)
  } catch (error) {
    throw new SandboxError('bad-certificate', 'The certificate or its key cannot be used', { cause: error })
  }
  return { ...material, requestCert: asks, rejectUnauthorized: asks }
}
