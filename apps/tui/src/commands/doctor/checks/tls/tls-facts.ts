import type { CertificateFacts, Handshake } from '../../network/handshake.ts'
import { day, duration } from '../../words.ts'

export interface TlsFacts {
  /** The site's name. */
  readonly site: string
  readonly host: string
  readonly handshake: Handshake
  /** The certificate is accepted with the authorities that the operating system trusts; undefined: not tried. */
  readonly systemTrusts: boolean | undefined
  /** Epoch milliseconds. */
  readonly now: number
}

/** A handshake that came to its end. */
export type Done = Extract<Handshake, { kind: 'done' }>

/** A certificate that ends this soon is worth a word. Milliseconds. */
export const soon = 14 * 86_400_000

/** `by “Example CA”, until 2027-01-03 (61 days)` */
export const describeCertificate = ({ issuer, validTo }: CertificateFacts, now: number): string =>
  `by “${issuer}”, ${validTo > now ? `until ${day(validTo)} (${duration(validTo - now)})` : `ended ${day(validTo)}`}`
