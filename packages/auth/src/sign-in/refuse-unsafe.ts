import { cloudHosts } from '../api-base-url.ts'
import { AuthError } from '../errors.ts'
import type { Site } from '../site.ts'
import { isLoopbackHost, refuseInsecure } from '../site-book/base-url.ts'

/** The name that hosts of one owner share: `atlassian.com`; `undefined` where there is none. */
const ownerOf = (hostname: string): string | undefined => /^[^.]+\.(.+\..+)$/u.exec(hostname)?.[1]

/** Whether a token that the login server gives may go to the gateway. */
const areTogether = (auth: string, api: string): boolean => {
  if (isLoopbackHost(auth) && isLoopbackHost(api)) return true
  return auth === api || (ownerOf(auth) !== undefined && ownerOf(auth) === ownerOf(api))
}

/** Whether what the person gives for the site may go to the gateway. */
const servesSite = (api: string, site: string): boolean =>
  isLoopbackHost(api) || !site.endsWith('.atlassian.net') || ownerOf(api) === 'atlassian.com'

/** The person sees Atlassian's own pages: somebody else's gateway in the settings would quietly get the token. */
const refuseStrangers = (site: Site): void => {
  const { authUrl, apiUrl } = cloudHosts(site.cloud)
  const [auth, api] = [new URL(authUrl), new URL(apiUrl)]
  // With an API token nobody goes to the login server.
  const isGateway = site.method === 'api-token' || areTogether(auth.hostname, api.hostname)
  if (isGateway && servesSite(api.hostname, new URL(site.baseUrl).hostname)) return
  throw new AuthError(
    'bad-site',
    `The login server and the gateway of "${site.name}" do not belong together: one would get what is given for the other`,
    `${auth.host} and ${api.host}`,
  )
}

/**
 * Throws for a site that nothing secret may be given for: `insecure-url` for plain http that was not allowed, `bad-site`
 * for cloud hosts of different owners.
 */
export const refuseUnsafe = (site: Site): void => {
  refuseInsecure(new URL(site.baseUrl), { insecureHttp: site.insecureHttp === true })
  if (site.deployment === 'cloud') refuseStrangers(site)
}
