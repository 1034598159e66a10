import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  scrypt as scryptWithCallback,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'
import { AuthError } from '../errors.ts'
import { canonicalJson } from './canonical.ts'
import { passphraseBytes } from './passphrase.ts'
import type { ScryptCost } from './scrypt-cost.ts'

/** The part of an invite that a passphrase opens. Bytes are base64. */
export interface SealedPart {
  readonly kdf: ScryptCost & { readonly name: 'scrypt'; readonly salt: string }
  /** Tells a wrong passphrase from a changed invite; gives nothing away that the content would not. */
  readonly check: string
  readonly cipher: 'aes-256-gcm'
  readonly nonce: string
  /** Ciphertext with its tag behind it, in short lines. */
  readonly content: readonly string[]
}

const scrypt = promisify<Buffer, Buffer, number, object, Buffer>(scryptWithCallback)
const saltLength = 16
const nonceLength = 12
const tagLength = 16
const lineLength = 76

/** Lengths in bytes that a reader insists on. */
export const sealLengths: Readonly<Record<'salt' | 'check' | 'nonce' | 'leastContent', number>> = {
  salt: saltLength,
  check: 32,
  nonce: nonceLength,
  leastContent: tagLength,
}

interface Keys {
  readonly content: Buffer
  readonly check: Buffer
}

/** Two keys that say nothing about each other (RFC 5869): the one that is written down cannot lead to the content. */
const deriveKeys = async (passphrase: string, { N, r, p, salt }: SealedPart['kdf']): Promise<Keys> => {
  const bytes = Buffer.from(salt, 'base64')
  const main = await scrypt(passphraseBytes(passphrase), bytes, 32, { N, r, p, maxmem: 256 * r * (N + p) })
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', main, '', `mmd-tui invite 1 ${purpose}`, 32))
  return { content: derive('content'), check: derive('check') }
}

/** Everything but the content itself is authenticated, the seal's own parameters too. */
const associated = (header: object, { content, ...parameters }: SealedPart): Buffer =>
  Buffer.from(canonicalJson({ header, sealed: parameters }))

/** Seals `content`, so that it opens with this passphrase and together with this header only. */
export const seal = async (
  header: object,
  content: string,
  { passphrase, cost }: { readonly passphrase: string; readonly cost: ScryptCost },
): Promise<SealedPart> => {
  const nonce = randomBytes(nonceLength)
  const salt = randomBytes(saltLength).toString('base64')
  const kdf = { name: 'scrypt', N: cost.N, r: cost.r, p: cost.p, salt } as const
  const keys = await deriveKeys(passphrase, kdf)
  const check = keys.check.toString('base64')
  const part: SealedPart = { kdf, check, cipher: 'aes-256-gcm', nonce: nonce.toString('base64'), content: [] }
  const cipher = createCipheriv('aes-256-gcm', keys.content, nonce).setAAD(associated(header, part))
  const bytes = Buffer.concat([cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()])
  const lines = bytes.toString('base64').match(new RegExp(`.{1,${lineLength}}`, 'gu')) ?? []
  return { ...part, content: lines }
}

/** The content that was sealed together with this header. Throws `wrong-passphrase` and `invite-tampered`. */
export const unseal = async (header: object, part: SealedPart, passphrase: string): Promise<string> => {
  const keys = await deriveKeys(passphrase, part.kdf)
  const check = Buffer.from(part.check, 'base64')
  if (check.length !== keys.check.length || !timingSafeEqual(check, keys.check)) {
    throw new AuthError('wrong-passphrase', 'This is not the passphrase of the invite, or its seal was damaged')
  }
  const bytes = Buffer.from(part.content.join(''), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keys.content, Buffer.from(part.nonce, 'base64'), {
    authTagLength: tagLength,
  })
  try {
    decipher.setAAD(associated(header, part)).setAuthTag(bytes.subarray(-tagLength))
    return decipher.update(bytes.subarray(0, -tagLength), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    throw new AuthError('invite-tampered', 'The invite was changed after it had been sealed')
  }
}
