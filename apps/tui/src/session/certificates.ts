import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AuthError, type TlsSettings } from '@mmd/auth'
import { untrusted } from '@mmd/jira-api/model'

/** What tells one certificate from another. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** ISO 8601. */
  readonly expires: string
  /** SHA-256 of the certificate, `AB:CD:…`. */
  readonly fingerprint: string
}

const blocks = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu

/** Certificates come from others: their names may hold anything. */
const oneLine = (name: string): string => untrusted(name.trim().replace(/\s*\n\s*/gu, ', '), 'line')

const toFacts = (certificate: X509Certificate): CertificateFacts => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  expires: certificate.validToDate.toISOString(),
  fingerprint: certificate.fingerprint256,
})

/** The certificates in a PEM text or a DER file; none when there is none, or one cannot be read. */
const parse = (content: Buffer): readonly X509Certificate[] => {
  const found = content.toString('latin1').match(blocks) ?? [content]
  try {
    return found.map((one) => new X509Certificate(one))
  } catch {
    return []
  }
}

/** The certificates in a PEM text, in their order; none when one cannot be read. */
export const describeCertificates = (pem: string): readonly CertificateFacts[] => parse(Buffer.from(pem)).map(toFacts)

const read = async (path: string, what: string): Promise<Buffer> => {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new AuthError('bad-certificate', `The ${what} cannot be read (${code})`, path)
  }
}

/**
 * The authorities in a PEM or DER file, as PEM and nothing else that stands there: such files may hold comments, and by
 * mistake a private key. Throws `bad-certificate`.
 */
export const readAuthorities = async (path: string): Promise<string> => {
  const certificates = parse(await read(path, 'file of certificate authorities'))
  if (certificates.length > 0) return certificates.map((one) => one.toString()).join('')
  throw new AuthError('bad-certificate', 'The file holds no certificate that can be read', path)
}

/**
 * Where certificate and key lie, absolute: one PEM file may hold both, and one that is no PEM is PKCS #12. Throws
 * `bad-certificate` for a certificate in PEM without a key.
 */
export const locateClientCertificate = async (
  cert: string,
  key: string | undefined,
): Promise<Pick<TlsSettings, 'certFile' | 'keyFile'>> => {
  const certFile = resolve(cert)
  if (key !== undefined) return { certFile, keyFile: resolve(key) }
  const content = (await read(certFile, 'client certificate')).toString('latin1')
  if (!content.includes('-----BEGIN ')) return { certFile }
  if (/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/u.test(content)) return { certFile, keyFile: certFile }
  throw new AuthError('bad-certificate', 'The client certificate has no private key with it: name it too', certFile)
}

/** The client certificate in a PEM file; undefined for PKCS #12, and for what cannot be read. */
export const describeClientCertificate = async ({
  certFile,
  keyFile,
}: TlsSettings): Promise<CertificateFacts | undefined> => {
  if (certFile === undefined || keyFile === undefined) return undefined
  const [certificate] = await read(certFile, 'client certificate').then(parse, () => [])
  return certificate === undefined ? undefined : toFacts(certificate)
}
