import { readFileSync } from 'node:fs'
import type { ServeTls } from '../server/tls.ts'
import { testCertificates } from '../testing/certificates.ts'
import type { TlsChoice } from './options.ts'

/** The text of a file that a flag names. Throws `TypeError` when it cannot be read. */
export const readNamed = (flag: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new TypeError(`--${flag}: the file ${path} cannot be read`)
  }
}

/** The certificate that was chosen. Throws `TypeError` when a file cannot be read. */
export const readTls = (choice: TlsChoice): ServeTls => {
  if (choice.kind === 'files') {
    return { key: readNamed('tls-key', choice.key), cert: readNamed('tls-cert', choice.cert) }
  }
  const { server, ca } = testCertificates
  return { ...server, ...(choice.clientCertificate ? { ca, requestClientCertificate: true } : {}) }
}
