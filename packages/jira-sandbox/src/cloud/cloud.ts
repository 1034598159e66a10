import type { SessionBook } from '../sign-in/sessions.ts'
import type { SandboxUser, World } from '../world/world.ts'
import type { CloudClientBook } from './clients.ts'
import type { CloudWorld } from './cloud-world.ts'
import type { DataStore } from './devops/store.ts'
import type { LoginLock } from './login-lock.ts'
import type { MediaService } from './media/media-service.ts'
import type { CloudRest } from './rest/cloud-rest.ts'
import type { CloudSwitches } from './switches.ts'
import type { AccessTokenBook } from './tokens/access-tokens.ts'
import type { ApiTokenBook } from './tokens/api-tokens.ts'
import type { CodeBook } from './tokens/codes.ts'
import type { RefreshTokenBook } from './tokens/refresh-tokens.ts'

/** One Jira site of the cloud. */
export interface CloudSite {
  readonly cloudId: string
  readonly name: string
  /** Stands for `https://NAME.atlassian.net`, without a trailing slash. */
  readonly url: string
  readonly world: CloudWorld
  readonly rest: CloudRest
  /** What was sent to a data API, by its name (`builds`). */
  readonly sent: (name: string) => DataStore
}

/** Everything the three faces of one running cloud share. */
export interface Cloud {
  /** Stands for `https://auth.atlassian.com`. */
  readonly authUrl: string
  /** Stands for `https://api.atlassian.com`. */
  readonly apiUrl: string
  readonly sites: readonly CloudSite[]
  /** The accounts are those of this world, on every site. */
  readonly people: World
  readonly clock: () => number
  readonly switches: CloudSwitches
  readonly media: MediaService
  /** Seconds. */
  readonly accessTokenLifetime: number
  readonly clients: CloudClientBook
  readonly codes: CodeBook
  readonly accessTokens: AccessTokenBook
  readonly refreshTokens: RefreshTokenBook
  readonly apiTokens: ApiTokenBook
  /** Browsers that are logged in to the Atlassian account. */
  readonly sessions: SessionBook
  readonly logins: LoginLock
  /** The sites that a person may use. */
  sitesOf(userKey: string): readonly CloudSite[]
}

/** The account with a mail address, in any case. */
export const findByEmail = ({ people }: Cloud, email: string): SandboxUser | undefined =>
  people.users.find((user) => user.email.toLowerCase() === email.trim().toLowerCase())
