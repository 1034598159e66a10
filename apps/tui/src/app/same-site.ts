import type { Site } from '@mmd/auth'

/** True when what was fetched from one is the other's too: the same address, seen by the same person. */
export const isSameCopy = (one: Site, other: Site): boolean =>
  one.baseUrl === other.baseUrl && one.user?.id === other.user?.id

/** What a connection was made from; a client keeps the settings that it was started with. */
const connectionOf = (site: Site): readonly unknown[] => {
  const { name, method, oauth2, oauth1, cloud, login, oauth, tls, proxy, insecureHttp } = site
  return [name, method, oauth2, oauth1, cloud, login, oauth, tls, proxy, insecureHttp]
}

/** True when a client of the one reaches and signs in to the other just as well. */
export const isSameConnection = (one: Site, other: Site): boolean =>
  JSON.stringify(connectionOf(one)) === JSON.stringify(connectionOf(other))
