import type { SignInMethod, Site } from '@mmd/auth'

const atDataCenter = ({ baseUrl }: Site): string => `${baseUrl}/secure/ViewProfile.jspa`

const pages: Readonly<Record<SignInMethod, (site: Site) => string | undefined>> = {
  oauth2: atDataCenter,
  'oauth2-cloud': () => 'https://id.atlassian.com/manage-profile/apps',
  oauth1: atDataCenter,
  pat: ({ baseUrl }) => `${baseUrl}/secure/ViewPersonalAccessTokens.jspa`,
  'api-token': () => 'https://id.atlassian.com/manage-profile/security/api-tokens',
  // A password has no end of its own, and a client's token ends by itself within the hour.
  basic: () => undefined,
  'client-credentials': () => undefined,
}

/** Where the person makes the site forget a token; undefined where there is no token, or none that lasts. */
export const revokePage = (site: Site, method: SignInMethod = site.method): string | undefined => pages[method](site)

/** The same as a line of advice. */
export const revokeAdvice = (page: string): string => `The site may still know the token; revoke it there: ${page}`
