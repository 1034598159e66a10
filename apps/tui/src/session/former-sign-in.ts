import { type SecretStore, type Site, secretKeys, signOut, type Transport } from '@mmd/auth'

/** The store as it was: what is read of it is the former credential, and what is done to it is for nothing. */
const asItWas = (secrets: SecretStore, key: string, former: string): SecretStore => ({
  kind: secrets.kind,
  where: secrets.where,
  get: async (asked) => (asked === key ? former : secrets.get(asked)),
  set: async () => undefined,
  delete: async () => undefined,
})

/**
 * Keeps hold of the sign-in that is stored now; the function that comes back makes the site forget it, once another one
 * has taken its place and nobody would hold it any more. That never throws.
 */
export const holdFormerSignIn = async (
  site: Site,
  secrets: SecretStore,
  transport: Transport,
): Promise<() => Promise<void>> => {
  const key = secretKeys(site.name).credential
  const former = await secrets.get(key)
  return async () => {
    if (former === undefined) return
    await signOut(site, { secrets: asItWas(secrets, key, former), transport }).catch(() => undefined)
  }
}
