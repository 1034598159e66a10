import type { Cloud, CloudSite } from '../cloud.ts'
import { findByEmail } from '../cloud.ts'
import { readBasic } from '../credentials.ts'
import { isServiceKey } from '../service-accounts.ts'

/** Who calls through the gateway, and what the credential lets them do. */
export type GatewayCaller =
  | {
      readonly kind: 'known'
      readonly userKey: string
      readonly scopes: readonly string[]
      readonly apiToken: boolean
      /** The app that acts for the user; undefined: it is no app. */
      readonly appId?: string
    }
  /** Nothing, or nothing that is worth anything here. */
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'expired' }

const unauthorized: GatewayCaller = { kind: 'unauthorized' }

const byApiToken = (
  { apiTokens, switches }: Cloud,
  token: string,
  sentAs: 'bearer' | 'basic',
  ownerKey?: string,
): GatewayCaller => {
  const found = apiTokens.find(token)
  // A classic token is for the site alone.
  if (found?.scopes === undefined) return unauthorized
  const { userKey, scopes } = found
  const form = switches.serviceTokenForm
  const fits = isServiceKey(userKey) ? form === 'either' || form === sentAs : sentAs === 'basic'
  if (!fits || (sentAs === 'basic' && ownerKey !== userKey)) return unauthorized
  return { kind: 'known', userKey, scopes, apiToken: true }
}

const byBearer = (cloud: Cloud, token: string, site: CloudSite): GatewayCaller => {
  const found = cloud.accessTokens.find(token)
  if (found === undefined) return byApiToken(cloud, token, 'bearer')
  if (found.expired) return { kind: 'expired' }
  const { clientId, userKey, scopes, cloudIds } = found.grant
  // Credentials of a site act for nobody, and Jira's own resources want somebody.
  if (userKey === undefined || cloudIds?.includes(site.cloudId) === false) return unauthorized
  return { kind: 'known', userKey, scopes, apiToken: false, appId: clientId }
}

/** Finds out who calls a site through the gateway: an access token as bearer, or a scoped API token by Basic. */
export const gatewayCaller = (cloud: Cloud, authorization: string, site: CloudSite): GatewayCaller => {
  if (authorization.startsWith('Bearer ')) return byBearer(cloud, authorization.slice('Bearer '.length).trim(), site)
  const basic = readBasic(authorization)
  if (basic === undefined) return unauthorized
  const [email, token] = basic
  const owner = findByEmail(cloud, email)
  return owner === undefined ? unauthorized : byApiToken(cloud, token, 'basic', owner.key)
}
