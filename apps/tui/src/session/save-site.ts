import { createConsumerKey, forgetSite, type SecretStore, type Site, type SiteBook, secretKeys } from '@mmd/auth'

/** A site that is about to be saved, with what must not stand in the book. */
export interface SiteDraft {
  readonly site: Site
  readonly clientSecret?: string | undefined
  /** RSA key of an OAuth 1.0a consumer, PKCS #8 PEM; made when the method needs one and there is none. */
  readonly privateKey?: string | undefined
  /** Of the client certificate. */
  readonly tlsPassphrase?: string | undefined
  /** `user:password` for the site's own proxy. */
  readonly proxyLogin?: string | undefined
}

const secretsOf = async ({
  site,
  ...given
}: SiteDraft): Promise<readonly (readonly [string, string | undefined])[]> => {
  const keys = secretKeys(site.name)
  const privateKey = given.privateKey ?? (site.method === 'oauth1' ? (await createConsumerKey()).privateKey : undefined)
  return [
    [keys.clientSecret, given.clientSecret],
    [keys.privateKey, privateKey],
    [keys.tlsPassphrase, given.tlsPassphrase],
    [keys.proxyLogin, given.proxyLogin],
  ]
}

/**
 * Saves a new site and its secrets, both or neither: a site without its secret could not be signed in to, and its name
 * would be taken at the next try. Throws `site-exists`, `bad-site`, `store-failed`.
 */
export const saveSite = async (book: SiteBook, secrets: SecretStore, draft: SiteDraft): Promise<Site> => {
  const entries = await secretsOf(draft)
  const site = await book.add(draft.site)
  try {
    for (const [key, value] of entries) {
      if (value === undefined) await secrets.delete(key)
      else await secrets.set(key, value)
    }
    return site
  } catch (error) {
    await forgetSite(book, secrets, site.name).catch(() => book.remove(site.name))
    throw error
  }
}
