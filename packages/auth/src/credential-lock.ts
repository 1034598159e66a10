import { join } from 'node:path'
import { ensurePrivateFolder } from './atomic-file.ts'
import { isAuthError } from './errors.ts'
import { withLock } from './lock.ts'
import type { SecretStore } from './ports.ts'

const pathOf = (dir: string, siteName: string): string => join(dir, `credential-${siteName.toLowerCase()}.lock`)

/** Runs `work` while no other process or thread renews the site's credential. Throws `store-failed`. */
export const withCredentialLock = async <T>(dir: string, siteName: string, work: () => Promise<T>): Promise<T> => {
  await ensurePrivateFolder(dir)
  return withLock(pathOf(dir, siteName), work)
}

/** Milliseconds. A renewal takes less, unless the network hangs. */
const patience = 5000

/**
 * Runs `work`, which replaces or removes the site's credential, once a renewal that runs has stored what it got: else the
 * renewal would bring back what is removed here, or its new tokens would live on at the site with nobody holding them.
 * Waits for `patienceMs` at most: nobody may be kept from signing in or out.
 */
export const whileUnchanged = async <T>(
  { dir }: Pick<SecretStore, 'dir'>,
  siteName: string,
  work: () => Promise<T>,
  { patienceMs = patience }: { readonly patienceMs?: number } = {},
): Promise<T> => {
  if (dir === undefined) return work()
  let isHeld = false
  const underLock = (): Promise<T> => {
    isHeld = true
    return work()
  }
  try {
    await ensurePrivateFolder(dir)
    return await withLock(pathOf(dir, siteName), underLock, { waitMs: patienceMs })
  } catch (error) {
    if (isHeld || !isAuthError(error, 'store-failed')) throw error
    return work()
  }
}
