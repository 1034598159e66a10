import { AuthError } from '../errors.ts'

const leastLength = 8

/** The bytes of a passphrase, the same on every keyboard that can type it (RFC 8265 section 4.2 with NFKC). */
export const passphraseBytes = (passphrase: string): Buffer => Buffer.from(passphrase.normalize('NFKC'))

/** Throws `weak-passphrase` for fewer than 8 characters, blanks around them not counted. */
export const refuseWeakPassphrase = (passphrase: string): void => {
  if (Array.from(passphrase.normalize('NFKC').trim()).length >= leastLength) return
  throw new AuthError('weak-passphrase', `The passphrase of an invite needs at least ${leastLength} characters`)
}
