import type { CloudSwitches } from './switches.ts'

/** How the cloud behaves, and how large its world is. */
export interface CloudSandboxOptions extends Partial<CloudSwitches> {
  /** Default: a free one. */
  readonly port?: number
  /** The sandbox's clock, epoch milliseconds; default the machine's. */
  readonly now?: () => number
  /** Every answer takes at least this long; default 0. */
  readonly latencyMs?: number
  /** Same seed, same world. */
  readonly seed?: number
  /** How many issues the main site has; default 400. */
  readonly issues?: number
  /** True: the main site has a team-managed project too, `LAB`, with types, statuses and a field of its own. */
  readonly teamManaged?: boolean
  /** Mail addresses of those who administer both sites; default nobody. */
  readonly administrators?: readonly string[]
  /** Default 60. */
  readonly codeLifetimeSeconds?: number
  /** Default 3600. */
  readonly accessTokenLifetimeSeconds?: number
}
