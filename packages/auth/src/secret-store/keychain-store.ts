import { randomUUID } from 'node:crypto'
import type * as Keyring from '@napi-rs/keyring'
import { AuthError } from '../errors.ts'
import type { SecretStore } from '../ports.ts'
import { inPieces, windowsLimit } from './pieces.ts'
import { isSessionBusAnswering } from './session-bus.ts'

const answersWithin = 3000

/** Without the pin, Linux would fall back in silence to the kernel's keyring, which a reboot empties. */
const pinned = { linux: { store: 'secret-service' } } as const

const failed = (what: string): AuthError =>
  new AuthError(
    'store-failed',
    `The OS keychain ${what}`,
    'Unlock it, or set MMD_SECRETS=file to keep secrets in a file that only you can read',
  )

/** The keychain's own messages are not passed on: they may quote what was to be stored. */
const answered = async <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const abort = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(failed('did not answer within 3 seconds'))
      abort.abort()
    }, answersWithin)
  })
  // The driver may throw before it gives a promise: also then the clock below must be stopped.
  const answer = Promise.resolve()
    .then(() => call(abort.signal))
    .catch(() => {
      throw failed('cannot be used')
    })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
    answer.catch(() => undefined)
  }
}

const loadKeyring = async (): Promise<typeof Keyring> => {
  try {
    return await import('@napi-rs/keyring')
  } catch {
    throw failed('has no driver for this system')
  }
}

/** A lasting keychain gives back what was put in; only trying tells. */
const probe = async (store: SecretStore): Promise<void> => {
  const key = `probe/${randomUUID()}`
  await store.set(key, 'probe')
  const found = await store.get(key)
  await store.delete(key)
  if (found !== 'probe') throw failed('does not give back what it was given')
}

/** The OS keychain, one entry per key under `service`, tried out first. Throws `store-failed` when it does not answer. */
export const openKeychainStore = async (service: string): Promise<SecretStore> => {
  if (process.platform === 'linux' && !(await isSessionBusAnswering(process.env, answersWithin))) {
    throw failed('cannot be reached')
  }
  const { AsyncEntry } = await loadKeyring()
  const entry = (key: string): InstanceType<typeof AsyncEntry> => {
    try {
      return new AsyncEntry(service, key, pinned)
    } catch {
      throw failed('cannot be used')
    }
  }
  const store: SecretStore = {
    kind: 'keychain',
    where: 'the OS keychain',
    get: (key) => answered(async (signal) => (await entry(key).getPassword(signal)) ?? undefined),
    set: (key, value) => answered((signal) => entry(key).setPassword(value, signal)),
    delete: (key) =>
      answered(async (signal) => {
        await entry(key).deleteCredential(signal)
      }),
  }
  await probe(store)
  return process.platform === 'win32' ? inPieces(store, windowsLimit) : store
}
