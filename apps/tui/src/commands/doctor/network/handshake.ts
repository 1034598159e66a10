import { isIP, type Socket } from 'node:net'
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls'
import type { TlsMaterial } from '@mmd/auth'
import { untrusted } from '@mmd/jira-api'
import { errorCodeOf } from './error-code.ts'
import { connectWithin } from './open-socket.ts'

/** What is shown of a certificate. */
export interface CertificateFacts {
  /** Common name, else organisation. */
  readonly subject: string
  readonly issuer: string
  /** Epoch milliseconds. */
  readonly validFrom: number
  readonly validTo: number
  /** Host names and addresses that it is for. */
  readonly names: readonly string[]
  /** It vouches for itself: a root, or nobody's. */
  readonly selfIssued: boolean
}

export type Handshake =
  | {
      readonly kind: 'done'
      /** `TLSv1.3` */
      readonly protocol: string
      /** OpenSSL's or Node's code for why the certificate is not accepted. */
      readonly problem: string | undefined
      /** From the site's own certificate towards the authority, as far as it is known. */
      readonly chain: readonly CertificateFacts[]
      /** The certificate that we show, when we have one. */
      readonly own: CertificateFacts | undefined
    }
  | { readonly kind: 'broken'; readonly code: string }

const nameIn = (part: { readonly CN?: unknown; readonly O?: unknown } | undefined): string => {
  const name = [part?.CN, part?.O].flat().find((value) => typeof value === 'string' && value !== '')
  return untrusted(typeof name === 'string' ? name : 'without a name', 'line').slice(0, 80)
}

const namesIn = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => untrusted(name, 'line'))

const factsOf = (certificate: DetailedPeerCertificate): CertificateFacts => ({
  subject: nameIn(certificate.subject),
  issuer: nameIn(certificate.issuer),
  validFrom: Date.parse(certificate.valid_from),
  validTo: Date.parse(certificate.valid_to),
  names: namesIn(certificate.subjectaltname),
  selfIssued: JSON.stringify(certificate.subject) === JSON.stringify(certificate.issuer),
})

/** A root is its own issuer: the walk ends there. */
const chainOf = (socket: TLSSocket): readonly CertificateFacts[] => {
  const chain: CertificateFacts[] = []
  const seen = new Set<string>()
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  while (certificate?.fingerprint256 !== undefined && !seen.has(certificate.fingerprint256)) {
    seen.add(certificate.fingerprint256)
    chain.push(factsOf(certificate))
    certificate = certificate.issuerCertificate
  }
  return chain
}

const ownOf = (socket: TLSSocket): CertificateFacts | undefined => {
  const own = socket.getCertificate()
  return own !== null && 'fingerprint256' in own ? factsOf(own as DetailedPeerCertificate) : undefined
}

const problemOf = ({ authorized, authorizationError }: TLSSocket): string | undefined => {
  if (authorized) return undefined
  // Node's types promise an error; what is there is its code.
  return typeof authorizationError === 'string' ? authorizationError : errorCodeOf(authorizationError)
}

export interface HandshakeTarget {
  /** An open connection to the site. */
  readonly socket: Socket
  readonly host: string
  readonly material: TlsMaterial
  readonly signal: AbortSignal
}

const toOptions = ({ socket, host, material }: HandshakeTarget) => {
  const { pfx, ca, ...rest } = material
  return {
    socket,
    // The certificate is looked at also when it is not accepted; nothing is ever sent over this connection.
    rejectUnauthorized: false,
    host,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...rest,
    ...(ca === undefined ? {} : { ca: [...ca] }),
    ...(pfx === undefined ? {} : { pfx: Buffer.from(pfx) }),
  }
}

/** Speaks TLS over an open connection, then ends it. Rejects only with what the signal was aborted with. */
export const shakeHands = (target: HandshakeTarget): Promise<Handshake> =>
  new Promise((resolve, reject) => {
    const { signal } = target
    signal.throwIfAborted()
    let secured: TLSSocket
    try {
      secured = connect(toOptions(target))
    } catch (error) {
      // A key that does not fit its certificate, a wrong passphrase.
      target.socket.destroy()
      return resolve({ kind: 'broken', code: errorCodeOf(error) })
    }
    const give = (handshake: Handshake): void => {
      signal.removeEventListener('abort', abort)
      secured.destroy()
      target.socket.destroy()
      resolve(handshake)
    }
    const abort = (): void => {
      secured.destroy()
      target.socket.destroy()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    secured.setTimeout(connectWithin, () => give({ kind: 'broken', code: 'ETIMEDOUT' }))
    secured.on('error', (error) => give({ kind: 'broken', code: errorCodeOf(error) }))
    secured.once('close', () => give({ kind: 'broken', code: 'ECONNRESET' }))
    secured.once('secureConnect', () => {
      const protocol = secured.getProtocol() ?? 'TLS'
      give({ kind: 'done', protocol, problem: problemOf(secured), chain: chainOf(secured), own: ownOf(secured) })
    })
  })
