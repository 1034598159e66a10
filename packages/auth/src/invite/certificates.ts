import { X509Certificate } from 'node:crypto'

const blocks = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu

/**
 * The certificates in a PEM text, each in its one way of being written, and nothing else that stands in the text: such
 * files may hold comments, and a private key by mistake. `undefined` when there is none or one cannot be read.
 */
export const onlyCertificates = (pem: string): string | undefined => {
  const found = pem.match(blocks) ?? []
  try {
    return found.length === 0 ? undefined : found.map((block) => new X509Certificate(block).toString()).join('')
  } catch {
    return undefined
  }
}
