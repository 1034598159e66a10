import {
  apiBaseUrl,
  createConsumerKey,
  type SecretStore,
  type Site,
  type SiteBook,
  type SitePatch,
  secretKeys,
  signOut,
} from '@mmd/auth'
import { methodFacts } from './method-facts.ts'
import type { SiteDraft } from './save-site.ts'

/** A saved site as it is and as it is to be, with the secrets that change. */
export interface SiteChange extends Omit<SiteDraft, 'site'> {
  readonly before: Site
  /** Under the same name. */
  readonly after: Site
  /** Secrets that are to be forgotten. */
  readonly forget?: readonly ('clientSecret' | 'tlsPassphrase' | 'proxyLogin')[]
}

const clientOf = ({ method, oauth1, oauth2 }: Site): readonly unknown[] => {
  if (method === 'oauth1') return [oauth1?.consumerKey]
  return methodFacts[method].usesClient ? [oauth2?.clientId, oauth2?.redirectUri] : []
}

/** What a credential was made for: with any of it changed, another sign-in is needed. */
const audienceOf = (site: Site): string => {
  const { baseUrl, deployment, method, login } = site
  const who = methodFacts[method].login === 'none' ? undefined : login
  return JSON.stringify([baseUrl, apiBaseUrl(site), site.cloud?.authUrl, deployment, method, who, ...clientOf(site)])
}

/** Whether the change makes the stored credential useless. */
export const needsSignIn = ({ before, after }: Pick<SiteChange, 'before' | 'after'>): boolean =>
  audienceOf(before) !== audienceOf(after)

const hostOf = (proxy: string | undefined): string | undefined =>
  proxy === undefined || proxy === 'none' ? undefined : new URL(proxy).hostname

/** Whether there is a proxy now that the stored login was not given for. */
export const isOtherProxy = (before: string | undefined, after: string | undefined): boolean =>
  hostOf(after) !== undefined && hostOf(after) !== hostOf(before)

/** Fields that are no longer there are taken out. */
const patchOf = (before: Site, { name: _, ...after }: Site): SitePatch => {
  const { name: __, ...fields } = before
  return { ...Object.fromEntries(Object.keys(fields).map((field) => [field, undefined])), ...after }
}

/** A key pair is made once, when the method first needs one. */
const newPrivateKey = async ({ after, privateKey }: SiteChange, secrets: SecretStore): Promise<string | undefined> => {
  if (privateKey !== undefined || after.method !== 'oauth1') return privateKey
  const stored = await secrets.get(secretKeys(after.name).privateKey)
  return stored === undefined ? (await createConsumerKey()).privateKey : undefined
}

/**
 * Saves what changed of a site and its secrets. A credential that was made for something else is forgotten here, so is
 * who had signed in, and so is the login of another proxy. When a secret cannot be stored the site stays as it was.
 * Throws `bad-site`, `store-failed`.
 */
export const changeSite = async (book: SiteBook, secrets: SecretStore, change: SiteChange): Promise<Site> => {
  const { before, forget = [], clientSecret, tlsPassphrase, proxyLogin } = change
  const keys = secretKeys(before.name)
  const privateKey = await newPrivateKey(change, secrets)
  const { user: _, ...anew } = change.after
  const isOver = needsSignIn(change)
  const after = isOver ? anew : change.after
  const site = await book.update(before.name, patchOf(before, after))
  try {
    for (const [field, value] of Object.entries({ clientSecret, privateKey, tlsPassphrase, proxyLogin })) {
      if (value !== undefined) await secrets.set(keys[field as keyof typeof keys], value)
    }
    for (const field of forget) await secrets.delete(keys[field])
    const isLoginOver = proxyLogin === undefined && isOtherProxy(before.proxy, after.proxy)
    if (isLoginOver) await secrets.delete(keys.proxyLogin)
    if (isOver) await signOut(before, { secrets, revoke: false })
    return site
  } catch (error) {
    await book.update(before.name, patchOf(site, before))
    throw error
  }
}
