/** A saved site: everything that is not secret. */
export interface Site {
  /** Short name, unique: letters, digits, `-`, `_`, `.`; at most 32 characters. */
  readonly name: string
  /**
   * Scheme, host, optional port and context path; no trailing slash. What people see and open in a browser; where the
   * REST API lies says `apiBaseUrl`.
   */
  readonly baseUrl: string
  readonly deployment: 'datacenter' | 'cloud'
  /** Absent: Jira. A Confluence is signed in to by itself, at the same kind of provider. */
  readonly product?: 'confluence'
  /** Its version when it was last seen. */
  readonly version?: string
  readonly method: SignInMethod
  /** Of `oauth2`, `oauth2-cloud` and `client-credentials`. */
  readonly oauth2?: OAuth2Settings
  /** Of `oauth1`. */
  readonly oauth1?: OAuth1Settings
  /** Which site of Atlassian's cloud this is. */
  readonly cloud?: CloudSettings
  /** Who logs in: the user name of `basic`, the e-mail address of `api-token`. */
  readonly login?: string
  /** What may be done about a credential without asking; `get-and-refresh` when absent. */
  readonly oauth?: OAuthMode
  readonly tls?: TlsSettings
  /** `http://host:port` of the proxy for this site alone, or `none`; absent: what the environment says. */
  readonly proxy?: string
  /** Colour of the site's badge. */
  readonly badge?: BadgeColour
  /** Name of the view that the site opens with. */
  readonly defaultView?: string
  /** Plain http to a host that is not loopback was allowed for this site. */
  readonly insecureHttp?: boolean
  /** Who signed in last; `name` is the display name. */
  readonly user?: { readonly id: string; readonly name: string }
}

/** Every way of signing in, in the order in which they are offered. */
export const signInMethods = [
  'oauth2',
  'oauth2-cloud',
  'oauth1',
  'pat',
  'api-token',
  'basic',
  'client-credentials',
] as const
export type SignInMethod = (typeof signInMethods)[number]

export const badgeColours = ['blue', 'green', 'yellow', 'magenta', 'cyan', 'red'] as const
export type BadgeColour = (typeof badgeColours)[number]

/**
 * How much is done without asking, in the words of drivers that people know: `off` uses the stored token as it is,
 * `refresh` renews it too, `get-and-refresh` also offers to sign in when there is none.
 */
export const oauthModes = ['off', 'refresh', 'get-and-refresh'] as const
export type OAuthMode = (typeof oauthModes)[number]

/** RFC 6749 client settings. The client secret is in the secret store. */
export interface OAuth2Settings {
  readonly clientId: string
  /** The registered redirect URL, byte for byte; empty where there is none (`client-credentials`). */
  readonly redirectUri: string
  /** Space-separated. */
  readonly scope: string
}

/** RFC 5849 consumer settings. The private key is in the secret store. */
export interface OAuth1Settings {
  readonly consumerKey: string
  /** Where the browser is sent afterwards, or `oob`: the site shows a code to type in. */
  readonly callback: string
}

export interface CloudSettings {
  /** Known once somebody signed in, or looked up from the site's address. */
  readonly cloudId?: string
  /** Atlassian's authorization server; `https://auth.atlassian.com` when absent. */
  readonly authUrl?: string
  /** Atlassian's API gateway; `https://api.atlassian.com` when absent. */
  readonly apiUrl?: string
}

/** Whom a site's connection trusts, and the certificate that it shows. */
export interface TlsSettings {
  /** Certificate authorities to trust besides the built-in ones, PEM. */
  readonly ca?: string
  /** Also trust the authorities that the operating system trusts. */
  readonly systemCa?: boolean
  /** Absolute path of the client certificate: PEM with `keyFile`, or PKCS #12 (`.p12`, `.pfx`). */
  readonly certFile?: string
  /** Absolute path of the client certificate's private key, PEM. Its passphrase is in the secret store. */
  readonly keyFile?: string
}
