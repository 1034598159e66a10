import type { CredentialStatus, Site } from '@mmd/auth'

/** A saved site in JSON; nothing of it is secret. */
export const toSiteJson = (
  site: Site,
  facts: { readonly isDefault: boolean; readonly state: CredentialStatus['state'] },
): object => ({
  name: site.name,
  baseUrl: site.baseUrl,
  deployment: site.deployment,
  version: site.version ?? null,
  method: site.method,
  clientId: site.oauth2?.clientId ?? null,
  redirectUri: site.oauth2?.redirectUri ?? null,
  scope: site.oauth2?.scope ?? null,
  insecureHttp: site.insecureHttp ?? false,
  user: site.user ?? null,
  default: facts.isDefault,
  signedIn: facts.state === 'signed-in',
})

/** `Data Center 10.3.24`. */
export const describeServer = ({
  deployment,
  version,
}: Pick<Site, 'deployment'> & { readonly version?: string | undefined }): string =>
  `${deployment === 'cloud' ? 'Cloud' : 'Data Center'}${version === undefined ? '' : ` ${version}`}`
