import { type OAuth2Credential, readCredential, type StoredCredential } from '../credential.ts'
import { whileUnchanged } from '../credential-lock.ts'
import type { SecretStore } from '../ports.ts'
import { Secret } from '../secret.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import type { Transport } from '../transport.ts'
import { revokePat } from './mint-pat.ts'
import { revokeToken } from './token-endpoint.ts'

export interface SignOutOptions {
  readonly secrets: SecretStore
  /** Also ask the site to forget the tokens; true unless said otherwise. */
  readonly revoke?: boolean
  readonly transport?: Transport
}

const revokePair = async (site: Site, credential: OAuth2Credential, options: SignOutOptions): Promise<boolean> => {
  const clientSecret = await options.secrets.get(secretKeys(site.name).clientSecret)
  if (site.oauth2 === undefined || clientSecret === undefined) return false
  const endpoint = {
    site,
    settings: site.oauth2,
    clientSecret: new Secret(clientSecret),
    transport: options.transport,
    signal: AbortSignal.timeout(10_000),
    now: Date.now,
  }
  const { refreshToken, accessToken } = credential
  const isRevoked = (token: string, hint: 'refresh_token' | 'access_token'): Promise<boolean> =>
    revokeToken(endpoint, token, hint).then(
      () => true,
      () => false,
    )
  const isRefreshRevoked = refreshToken === undefined || (await isRevoked(refreshToken, 'refresh_token'))
  return (await isRevoked(accessToken, 'access_token')) && isRefreshRevoked
}

/** Only tokens that we got ourselves are given back: a pasted one may be in use elsewhere. */
const revokeAtSite = async (site: Site, credential: StoredCredential, options: SignOutOptions): Promise<boolean> => {
  if (credential.method === 'oauth2' || credential.method === 'oauth2-cloud') {
    return revokePair(site, credential, options)
  }
  if (credential.method !== 'pat' || credential.tokenId === undefined) return false
  const { accessToken, tokenId } = credential
  const { insecureHttp } = site
  const how = { transport: options.transport, insecureHttp, signal: AbortSignal.timeout(10_000) }
  return revokePat(site, tokenId, async () => `Bearer ${accessToken}`, how).catch(() => false)
}

/**
 * Forgets the site's credential and, where it can, makes the site forget it: `revoked` says whether that worked. The
 * client secret stays, it belongs to the site; `forgetSite` removes it too. Throws `store-failed`.
 */
export const signOut = async (site: Site, options: SignOutOptions): Promise<{ readonly revoked: boolean }> => {
  const { secrets, revoke = true } = options
  const keys = secretKeys(site.name)
  const credential = await whileUnchanged(secrets, site.name, async () => {
    // A damaged credential must not keep anybody from signing out.
    const found = await readCredential(site, secrets).catch(() => undefined)
    await secrets.delete(keys.credential)
    await secrets.delete(keys.pending)
    return found
  })
  if (!revoke || credential === undefined) return { revoked: false }
  return { revoked: await revokeAtSite(site, credential, options) }
}
