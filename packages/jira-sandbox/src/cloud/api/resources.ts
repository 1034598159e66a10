import type { Answer, Exchange, Route } from '../../exchange.ts'
import { accountIdOf } from '../account-ids.ts'
import type { Cloud } from '../cloud.ts'
import { isGranular, productOf } from '../scopes.ts'
import type { AccessGrant } from '../tokens/access-tokens.ts'
import { scopeShortage, unauthorized } from './gateway.ts'

type PersonalGrant = AccessGrant & { readonly userKey: string }

const grantOf = (cloud: Cloud, { headers }: Exchange): PersonalGrant | undefined => {
  const authorization = headers.authorization ?? ''
  if (!authorization.startsWith('Bearer ')) return undefined
  const found = cloud.accessTokens.find(authorization.slice('Bearer '.length).trim())
  if (found === undefined || found.expired) return undefined
  const { userKey } = found.grant
  return userKey === undefined ? undefined : { ...found.grant, userKey }
}

const accessibleResources = (cloud: Cloud, grant: PersonalGrant): Answer => {
  const sites = cloud.sitesOf(grant.userKey).filter(({ cloudId }) => grant.cloudIds?.includes(cloudId) !== false)
  const shown = grant.scopes.filter((scope) => cloud.switches.resourceScopes === 'all' || !isGranular(scope))
  // One entry for each product of a site: with both products the same id is there twice.
  const held = (product: 'jira' | 'confluence'): boolean => grant.scopes.some((scope) => productOf(scope) === product)
  const products = (['jira', 'confluence'] as const).filter(held)
  return {
    status: 200,
    json: sites.flatMap(({ cloudId, name, url }) =>
      products.map((product) => ({
        id: cloudId,
        name,
        url,
        scopes: shown.filter((scope) => productOf(scope) === product),
        avatarUrl: `${url}/avatar.png`,
      })),
    ),
  }
}

const me = (cloud: Cloud, { userKey, scopes }: PersonalGrant): Answer => {
  if (!scopes.includes('read:me')) return scopeShortage
  const user = cloud.people.userByKey(userKey)
  if (user === undefined) return unauthorized
  return {
    status: 200,
    json: {
      account_type: 'atlassian',
      account_id: accountIdOf(user.key),
      email: user.email,
      name: user.displayName,
      picture: `${cloud.apiUrl}/avatar.png`,
      account_status: user.active ? 'active' : 'inactive',
      nickname: user.displayName,
      zoneinfo: user.timeZone,
      locale: user.locale,
    },
  }
}

const personal = (cloud: Cloud, path: string, answer: (cloud: Cloud, grant: PersonalGrant) => Answer): Route => ({
  method: 'GET',
  path,
  handle: (exchange) => {
    const grant = grantOf(cloud, exchange)
    return grant === undefined ? unauthorized : answer(cloud, grant)
  },
})

/** What an access token itself opens: the list of its sites, and the account it acts for. */
export const resourceRoutes = (cloud: Cloud): readonly Route[] => [
  personal(cloud, '/oauth/token/accessible-resources', accessibleResources),
  personal(cloud, '/me', me),
]
