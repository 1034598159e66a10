import { type KeyObject, verify } from 'node:crypto'

const base64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u

/** True when `signature` (base64) is the RSA-SHA1 signature of a text (RFC 5849 section 3.4.3). */
export const verifiesRsaSha1 = (publicKey: KeyObject, text: string, signature: string): boolean =>
  base64.test(signature) && verify('RSA-SHA1', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))
