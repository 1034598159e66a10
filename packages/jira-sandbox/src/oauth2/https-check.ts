import type { Answer } from '../exchange.ts'
import type { Site, SiteRoute } from '../site.ts'

// UNCONFIRMED: the keys of Jira's validation errors.
const refused: Answer = {
  status: 400,
  json: { errors: ['The base URL and the request must use https.'], fieldErrors: {} },
}

/** A route of the OAuth 2.0 provider that refuses requests which are not marked secure, where the site demands it. */
export const demandHttps = (site: Site, route: SiteRoute): SiteRoute => {
  const { https } = site.persona
  const refuses = https === 'unmarked' || (https === 'required' && !site.baseUrl.startsWith('https:'))
  return refuses ? { ...route, handle: () => refused } : route
}
