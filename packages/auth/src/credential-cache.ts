import { isSameCredential } from './authorize.ts'
import type { StoredCredential } from './credential.ts'
import { isAuthError } from './errors.ts'

/** So long what was read is taken for what is stored: who signs out elsewhere ends the sign-in here. Milliseconds. */
const heldFor = 60_000

/** What one process remembers of a stored credential. */
export interface CredentialCache {
  /** The stored credential, read at most once a minute. Throws what reading throws, where nothing is held. */
  current(): Promise<StoredCredential>
  /** The stored credential, read now. */
  reload(): Promise<StoredCredential>
  put(credential: StoredCredential): void
  forget(): void
}

/** An empty cache. `read` throws `sign-in-needed` when nothing usable is stored. */
export const createCredentialCache = (read: () => Promise<StoredCredential>, now: () => number): CredentialCache => {
  let held: { readonly credential: StoredCredential; readonly at: number } | undefined
  let reading: Promise<StoredCredential> | undefined
  /** Counts changes, so that what was read before one does not undo it. */
  let changes = 0

  const change = (to: StoredCredential | undefined): void => {
    changes += 1
    held = to === undefined ? undefined : { credential: to, at: now() }
  }

  const reload = async (): Promise<StoredCredential> => {
    const before = changes
    const stored = await read()
    if (changes === before) change(stored)
    return stored
  }

  const readAgain = async (known: StoredCredential): Promise<StoredCredential> => {
    const before = changes
    const settle = (to: StoredCredential | undefined): void => {
      if (changes === before) change(to)
    }
    try {
      const stored = await read()
      const current = isSameCredential(stored, known) ? known : stored
      settle(current)
      return current
    } catch (error) {
      const isOver = isAuthError(error, 'sign-in-needed')
      settle(isOver ? undefined : known)
      if (isOver) throw error
      // A keychain that is locked for a while does not end a sign-in that works.
      return known
    }
  }

  return {
    current: () => {
      if (held !== undefined && now() - held.at < heldFor) return Promise.resolve(held.credential)
      reading ??= (held === undefined ? reload() : readAgain(held.credential)).finally(() => {
        reading = undefined
      })
      return reading
    },
    reload,
    put: change,
    forget: () => change(undefined),
  }
}
