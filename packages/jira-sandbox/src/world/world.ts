/** The sandbox's own records. They share nothing with what clients believe of Jira. */

export interface SandboxUser {
  /** Login name; may be renamed. */
  name: string
  /** Stable key, such as `JIRAUSER10105`. */
  readonly key: string
  displayName: string
  email: string
  active: boolean
  /** For the login page and Basic. */
  password: string
  timeZone: string
  locale: string
}

export interface WorldOptions {
  /** Same seed, same world. */
  readonly seed?: number
  /** How many issues in all; default 400. */
  readonly issues?: number
  /** Epoch milliseconds the world was made; dates lie before it. */
  readonly now?: number
}

export interface World {
  readonly users: SandboxUser[]
  findUser(name: string): SandboxUser | undefined
}
