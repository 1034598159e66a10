import type { SecretStore } from '../ports.ts'
import { type SecretKeys, secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import type { SiteBook } from './site-book.ts'

/** Removes the site and all its secrets. Throws `no-such-site` and then leaves the secrets alone. */
export const forgetSite = async (book: SiteBook, secrets: SecretStore, name: string): Promise<void> => {
  await book.get(name)
  // Secrets first: a site without secrets can be removed again, secrets without a site would lie about for ever.
  for (const key of Object.values(secretKeys(name))) await secrets.delete(key)
  await book.remove(name)
}

/** Renames the site and takes its secrets along. Throws like `SiteBook.rename`, and then leaves the secrets alone. */
export const renameSite = async (book: SiteBook, secrets: SecretStore, from: string, to: string): Promise<Site> => {
  const site = await book.rename(from, to)
  if (from === to) return site
  const [oldKeys, newKeys] = [secretKeys(from), secretKeys(to)]
  for (const kind of Object.keys(oldKeys) as (keyof SecretKeys)[]) {
    const value = await secrets.get(oldKeys[kind])
    if (value !== undefined) await secrets.set(newKeys[kind], value)
    await secrets.delete(oldKeys[kind])
  }
  return site
}
