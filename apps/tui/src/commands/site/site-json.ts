import { apiBaseUrl, type CredentialStatus, type Site, type TlsSettings } from '@mmd/auth'
import { type CertificateFacts, describeCertificates, describeClientCertificate } from '../../session/certificates.ts'

/** Whom a site's connection trusts and what it shows, read from the saved texts and files. */
export interface TlsFacts {
  readonly authorities: readonly CertificateFacts[]
  readonly systemCa: boolean
  readonly clientCertificate: {
    readonly file: string
    readonly keyFile: string | null
    /** Null for PKCS #12, and for a file that cannot be read. */
    readonly certificate: CertificateFacts | null
  } | null
}

/** Never throws: a file that is gone is told where it is used. */
export const describeTls = async (tls: TlsSettings = {}): Promise<TlsFacts> => {
  const { ca, systemCa = false, certFile, keyFile } = tls
  return {
    authorities: ca === undefined ? [] : describeCertificates(ca),
    systemCa,
    clientCertificate:
      certFile === undefined
        ? null
        : { file: certFile, keyFile: keyFile ?? null, certificate: (await describeClientCertificate(tls)) ?? null },
  }
}

export interface SiteFacts {
  readonly isDefault: boolean
  readonly state: CredentialStatus['state']
  readonly tls: TlsFacts
}

/** What the client is called at the site, in the words of OAuth 2.0. */
const clientOf = ({
  method,
  oauth1,
  oauth2,
}: Site): { readonly clientId: string; readonly redirectUri: string } | undefined => {
  if (method !== 'oauth1') return oauth2
  return oauth1 === undefined ? undefined : { clientId: oauth1.consumerKey, redirectUri: oauth1.callback }
}

/** A saved site in JSON; nothing of it is secret. */
export const toSiteJson = (site: Site, { isDefault, state, tls }: SiteFacts): object => ({
  name: site.name,
  baseUrl: site.baseUrl,
  apiBaseUrl: apiBaseUrl(site),
  product: site.product ?? 'jira',
  deployment: site.deployment,
  version: site.version ?? null,
  method: site.method,
  clientId: clientOf(site)?.clientId ?? null,
  redirectUri: clientOf(site)?.redirectUri ?? null,
  scope: site.oauth2?.scope ?? null,
  login: site.login ?? null,
  oauth: site.oauth ?? 'get-and-refresh',
  cloudId: site.cloud?.cloudId ?? null,
  authUrl: site.cloud?.authUrl ?? null,
  apiUrl: site.cloud?.apiUrl ?? null,
  tls,
  proxy: site.proxy ?? null,
  insecureHttp: site.insecureHttp ?? false,
  badge: site.badge ?? null,
  defaultView: site.defaultView ?? null,
  user: site.user ?? null,
  default: isDefault,
  signedIn: state === 'signed-in',
})

/** `Data Center 10.3.24`; a Confluence says so. */
export const describeServer = ({
  deployment,
  product,
  version,
}: Pick<Site, 'deployment' | 'product'> & { readonly version?: string | undefined }): string =>
  `${product === 'confluence' ? 'Confluence ' : ''}${deployment === 'cloud' ? 'Cloud' : 'Data Center'}${version === undefined ? '' : ` ${version}`}`
