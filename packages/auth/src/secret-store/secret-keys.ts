/** The keys under which a site's secrets lie. */
export interface SecretKeys {
  readonly clientSecret: string
  readonly credential: string
  /** A sign-in that was begun in one process and is completed in another. */
  readonly pending: string
}

/** The keys of the site called `name`. */
export const secretKeys = (name: string): SecretKeys => ({
  clientSecret: `site/${name}/client-secret`,
  credential: `site/${name}/credential`,
  pending: `site/${name}/pending`,
})
