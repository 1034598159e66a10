import type { CloudSettings, Site } from './site.ts'

/** Atlassian's own hosts; other clouds of theirs, and tests, have others. */
export const cloudHosts = ({
  authUrl,
  apiUrl,
}: CloudSettings = {}): {
  readonly authUrl: string
  readonly apiUrl: string
} => ({ authUrl: authUrl ?? 'https://auth.atlassian.com', apiUrl: apiUrl ?? 'https://api.atlassian.com' })

/** The gateway's face of one cloud site. */
export const gatewayUrl = (cloud: CloudSettings | undefined, cloudId: string): string =>
  `${cloudHosts(cloud).apiUrl}/ex/jira/${encodeURIComponent(cloudId)}`

/**
 * Where the site's REST API lies: under its own address, or behind Atlassian's gateway for every credential that the
 * cloud takes only there.
 */
export const apiBaseUrl = (site: Site): string => {
  const cloudId = site.deployment === 'cloud' ? site.cloud?.cloudId : undefined
  return cloudId === undefined ? site.baseUrl : gatewayUrl(site.cloud, cloudId)
}
