import { createPublicKey, type KeyObject } from 'node:crypto'
import { type RegistrationField, SandboxError } from '../errors.ts'
import { isWebAddress } from '../web-address.ts'

/** What an administrator types under Incoming Authentication of an application link. */
export interface ConsumerRegistration {
  /** Chosen by the administrator, known to the client. */
  readonly key: string
  readonly name: string
  /** The client's RSA public key or a certificate of it, PEM. */
  readonly publicKey: string
  /** Where the browser goes when the client did not say; UNCONFIRMED whether Jira compares it with what the client says. */
  readonly callback?: string
}

/** A client of OAuth 1.0a. */
export interface Consumer {
  readonly key: string
  readonly name: string
  readonly publicKey: KeyObject
  readonly callback: string | undefined
}

export interface ConsumerBook {
  /** Throws `SandboxError` `registration-refused` with the field. */
  register(registration: ConsumerRegistration): void
  find(key: string): Consumer | undefined
  remove(key: string): void
  all(): readonly Consumer[]
}

const refuse = (field: RegistrationField, message: string): never => {
  throw new SandboxError('registration-refused', `${field}: ${message}`, { field })
}

const readPublicKey = (pem: string, smallestBits: number): KeyObject => {
  // Node would quietly take the public half of a private key: nobody should get used to handing that out.
  const isPublic = /^\s*-----BEGIN (?:RSA PUBLIC KEY|PUBLIC KEY|CERTIFICATE)-----/u.test(pem)
  if (!isPublic) refuse('publicKey', 'not a public key or certificate in PEM')
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch {
    return refuse('publicKey', 'cannot be read')
  }
  if (key.asymmetricKeyType !== 'rsa') refuse('publicKey', 'not an RSA key')
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < smallestBits) refuse('publicKey', `${bits} bits are too few, ${smallestBits} are wanted`)
  return key
}

/** Incoming links of OAuth 1.0a; keys shorter than `smallestBits` are refused. */
export const createConsumerBook = (smallestBits: number): ConsumerBook => {
  const consumers = new Map<string, Consumer>()
  return {
    register: ({ key, name, publicKey, callback }) => {
      if (key.trim() === '') refuse('key', 'must not be empty')
      if (consumers.has(key)) refuse('key', 'is taken')
      if (name.trim() === '') refuse('name', 'must not be empty')
      if (callback !== undefined && !isWebAddress(callback)) refuse('callback', 'not an absolute http or https URL')
      consumers.set(key, { key, name, publicKey: readPublicKey(publicKey, smallestBits), callback })
    },
    find: (key) => consumers.get(key),
    remove: (key) => void consumers.delete(key),
    all: () => [...consumers.values()],
  }
}
