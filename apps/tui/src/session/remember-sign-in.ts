import type { SignedIn, Site, SiteBook, SitePatch } from '@mmd/auth'

/** Saves who signed in, what the sign-in found out about the site, and what else was chosen with it. */
export const rememberSignIn = (
  book: SiteBook,
  site: Site,
  { user, learned = {} }: SignedIn,
  also: SitePatch = {},
): Promise<Site> => book.update(site.name, { ...also, ...learned, user })
