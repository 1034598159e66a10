import type { Persona, PersonaName } from './persona.ts'
import type { ServeTls } from './server/tls.ts'

/** How the site behaves, whatever its world. */
export interface ServeOptions {
  /** Default: a free one. */
  readonly port?: number
  /** Serve https with these; default plain http. */
  readonly tls?: ServeTls
  /** Default `/jira`; empty for none. */
  readonly contextPath?: string
  /** Default `10.3`. */
  readonly persona?: PersonaName
  /** What the site says it is; default Jira. */
  readonly product?: 'jira' | 'confluence'
  /** Single switches that differ from the persona's. */
  readonly overrides?: Partial<Persona>
  /** The sandbox's clock, epoch milliseconds; default the machine's. */
  readonly now?: () => number
  /** Every answer takes at least this long; default 0. */
  readonly latencyMs?: number
  /** Default 10, at most 600. */
  readonly codeLifetimeSeconds?: number
  /** Default 3600. */
  readonly accessTokenLifetimeSeconds?: number
  /** Default 90 days. */
  readonly refreshTokenLifetimeSeconds?: number
  /** Life of an OAuth 1.0a request token; default 600. */
  readonly requestTokenLifetimeSeconds?: number
  /** Demand the redirect URI on refresh too; default true. */
  readonly strictRefreshRedirectUri?: boolean
  /** Believe in a consent only when the `Referer` is the consent page; default false. */
  readonly checkReferer?: boolean
  /** Larger requests get 413; default 12 MiB. */
  readonly maxBodyBytes?: number
  /** Serve `/__sandbox/`; default false. */
  readonly control?: boolean
}
