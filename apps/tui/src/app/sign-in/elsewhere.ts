import { statSync } from 'node:fs'
import { join } from 'node:path'
import { apiBaseUrl, type Site } from '@mmd/auth'
import type { Surroundings } from '../surroundings.ts'

/** How often one looks whether the book of sites was written, ms. */
const pause = 1000

/** The site as it is saved, when it takes what is stored for it. Throws what signing in throws when it does not. */
const asSignedIn = async (surroundings: Surroundings, site: Site): Promise<Site | undefined> => {
  const [{ openBook, openSecrets }, { createVerify, credentialFor, siteTransport }] = await Promise.all([
    import('../../session/open-book.ts'),
    import('../../session/sign-in.ts'),
  ])
  const environment = surroundings.environmentOf(site)
  const saved = await (await openBook(environment)).find(site.name)
  if (saved?.user === undefined) return undefined
  const secrets = await openSecrets(environment)
  const transport = await siteTransport(surroundings.own, saved, secrets)
  const credential = credentialFor(saved, { secrets, dir: environment.folders.data, transport })
  const verify = createVerify(surroundings.own, saved, transport)
  await verify({ apiBaseUrl: apiBaseUrl(saved), authorize: (request) => credential.authorization(request) })
  return saved
}

/** When the book of sites was written, ms; null: there is none to be seen. */
const writtenAt = (path: string): number | null => {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
  } catch {
    return null
  }
}

/**
 * Calls `found` when somebody has signed in to the site in another terminal; returns how one stops to look. The site is
 * asked only when the book of sites was written: every sign-in writes who it was.
 */
export const watchSignIns = (surroundings: Surroundings, site: Site, found: (saved: Site) => void): (() => void) => {
  const path = join(surroundings.environmentOf(site).folders.config, 'sites.json')
  let last = writtenAt(path)
  let isOver = false
  const look = async (): Promise<void> => {
    const now = writtenAt(path)
    if (now === last) return
    last = now
    const saved = await asSignedIn(surroundings, site)
    if (saved !== undefined && !isOver) found(saved)
  }
  // As long as the site refuses, the dialog stays as it is.
  const looking = setInterval(() => void look().catch(() => undefined), pause)
  looking.unref()
  return () => {
    isOver = true
    clearInterval(looking)
  }
}
