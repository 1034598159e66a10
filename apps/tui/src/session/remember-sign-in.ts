import type { SignedIn, Site, SiteBook } from '@mmd/auth'

/** Saves who signed in, and what the sign-in found out about the site. */
export const rememberSignIn = (book: SiteBook, site: Site, { user, learned = {} }: SignedIn): Promise<Site> =>
  book.update(site.name, { ...learned, user })
