/** A saved site: everything that is not secret. */
export interface Site {
  /** Short name, unique: letters, digits, `-`, `_`, `.`; at most 32 characters. */
  readonly name: string
  /** Scheme, host, optional port and context path; no trailing slash. */
  readonly baseUrl: string
  readonly deployment: 'datacenter' | 'cloud'
  /** Jira's version when it was last seen. */
  readonly version?: string
  readonly method: SignInMethod
  readonly oauth2?: OAuth2Settings
  /** Colour of the site's badge. */
  readonly badge?: BadgeColour
  /** Plain http to a host that is not loopback was allowed for this site. */
  readonly insecureHttp?: boolean
  /** Who signed in last; `name` is the display name. */
  readonly user?: { readonly id: string; readonly name: string }
}

export type SignInMethod = 'oauth2' | 'pat'

export type BadgeColour = 'blue' | 'green' | 'yellow' | 'magenta' | 'cyan' | 'red'

/** RFC 6749 client settings. The client secret is in the secret store. */
export interface OAuth2Settings {
  readonly clientId: string
  /** The registered redirect URL, byte for byte. */
  readonly redirectUri: string
  readonly scope: string
}
