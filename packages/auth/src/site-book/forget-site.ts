import { whileUnchanged } from '../credential-lock.ts'
import type { SecretStore } from '../ports.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import type { SiteBook } from './site-book.ts'
import { isSameSiteName } from './site-name.ts'

/** Removes the site and all its secrets. Throws `no-such-site` and then leaves the secrets alone. */
export const forgetSite = async (book: SiteBook, secrets: SecretStore, name: string): Promise<void> => {
  await book.get(name)
  await whileUnchanged(secrets, name, async () => {
    // Secrets first: a site without secrets can be removed again, secrets without a site would lie about for ever.
    for (const key of Object.values(secretKeys(name))) await secrets.delete(key)
  })
  await book.remove(name)
}

/** One secret on its way from one name to the other. */
interface Move {
  readonly from: string
  readonly to: string
  readonly value: string | undefined
}

const movesOf = async (secrets: SecretStore, from: string, to: string): Promise<readonly Move[]> => {
  const [oldKeys, newKeys] = [Object.values(secretKeys(from)), Object.values(secretKeys(to))]
  return Promise.all(
    oldKeys.map(async (key, index) => ({ from: key, to: newKeys[index] ?? key, value: await secrets.get(key) })),
  )
}

/** A secret that is there under neither name would be lost for good: the new one is there before the old one goes. */
const move = async (secrets: SecretStore, { from, to, value }: Move): Promise<void> => {
  if (value === undefined) return secrets.delete(to)
  await secrets.set(to, value)
  await secrets.delete(from)
  // The Credential Manager of Windows takes names for the same that differ in their capitals.
  if (isSameSiteName(from, to) && (await secrets.get(to)) === undefined) await secrets.set(to, value)
}

const moveBack = async (secrets: SecretStore, { from, to, value }: Move): Promise<void> =>
  value === undefined ? undefined : move(secrets, { from: to, to: from, value })

/**
 * Renames the site and takes its secrets along. Throws like `SiteBook.rename`, and what the store throws; then site and
 * secrets are as they were, as far as the store lets them be.
 */
export const renameSite = async (book: SiteBook, secrets: SecretStore, from: string, to: string): Promise<Site> => {
  if (from === to) return book.rename(from, to)
  return whileUnchanged(secrets, from, async () => {
    const moves = await movesOf(secrets, from, to)
    const site = await book.rename(from, to)
    try {
      for (const one of moves) await move(secrets, one)
      return site
    } catch (error) {
      for (const one of moves) await moveBack(secrets, one).catch(() => undefined)
      await book.rename(to, from)
      throw error
    }
  })
}
