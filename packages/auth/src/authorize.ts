import type { StoredCredential } from './credential.ts'
import { AuthError } from './errors.ts'
import { authorizeOAuth1 } from './oauth1/authorize.ts'
import { storedConsumer } from './oauth1/consumer.ts'
import { parseOAuthHeader } from './oauth1/oauth-header.ts'
import type { Authorize, SecretStore } from './ports.ts'
import { basicHeader } from './sign-in/header.ts'
import type { Site } from './site.ts'

type OAuth1 = Extract<StoredCredential, { method: 'oauth1' }>

const oauth1 = async (site: Site, { token }: OAuth1, secrets: SecretStore, now: () => number): Promise<Authorize> => {
  const consumer = await storedConsumer(site, secrets, now)
  if (consumer !== undefined) return authorizeOAuth1(consumer, token)
  throw new AuthError('sign-in-needed', `Sign in to "${site.name}" again: its key is not stored on this machine`)
}

/** The header value of a credential that is the same for every request; `undefined` where each one is signed. */
export const fixedHeader = (credential: StoredCredential): string | undefined => {
  switch (credential.method) {
    case 'oauth1':
      return undefined
    case 'api-token':
      return basicHeader(credential.login, credential.token)
    case 'basic':
      return basicHeader(credential.login, credential.password)
    case 'oauth2':
    case 'oauth2-cloud':
    case 'client-credentials':
    case 'pat':
      return `Bearer ${credential.accessToken}`
  }
}

/** Whether a request that went out with this header value was authorized by the credential. */
export const isHeaderOf = (header: string, credential: StoredCredential): boolean => {
  if (credential.method !== 'oauth1') return header === fixedHeader(credential)
  const { token } = credential
  return (parseOAuthHeader(header) ?? []).some(([name, value]) => name === 'oauth_token' && value === token)
}

/** Whether both say the same to the site: a renewal and a new sign-in change it. */
export const isSameCredential = (one: StoredCredential, other: StoredCredential): boolean => {
  if (one.method !== 'oauth1' || other.method !== 'oauth1') return fixedHeader(one) === fixedHeader(other)
  return one.token === other.token
}

/** How requests are authorized with a credential. Throws `sign-in-needed` when the key that signs them is missing. */
export const createAuthorize = async (
  site: Site,
  credential: StoredCredential,
  secrets: SecretStore,
  now: () => number,
): Promise<Authorize> => {
  if (credential.method === 'oauth1') return oauth1(site, credential, secrets, now)
  const header = fixedHeader(credential) ?? ''
  return async () => header
}
