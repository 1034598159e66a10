/** The keys under which a site's secrets lie. */
export interface SecretKeys {
  readonly clientSecret: string
  readonly credential: string
  /** A sign-in that was begun in one process and is completed in another. */
  readonly pending: string
  /** RSA key of an OAuth 1.0a consumer, PKCS #8 PEM. */
  readonly privateKey: string
  /** Of the client certificate's key or PKCS #12 file. */
  readonly tlsPassphrase: string
  /** `user:password` for the site's own proxy. */
  readonly proxyLogin: string
}

/** The keys of the site called `name`. */
export const secretKeys = (name: string): SecretKeys => ({
  clientSecret: `site/${name}/client-secret`,
  credential: `site/${name}/credential`,
  pending: `site/${name}/pending`,
  privateKey: `site/${name}/private-key`,
  tlsPassphrase: `site/${name}/tls-passphrase`,
  proxyLogin: `site/${name}/proxy-login`,
})
