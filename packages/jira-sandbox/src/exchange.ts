import type { IncomingHttpHeaders } from 'node:http'
import type { Language } from './rest/spoken.ts'
import type { RestSwitches } from './rest/switches.ts'
import type { SandboxUser, World } from './world/world.ts'

/** OAuth 2.0 scopes of Data Center, weakest first; a session, a PAT and Basic have the user's full rights. */
export type Scope = 'READ' | 'WRITE' | 'ADMIN' | 'SYSTEM_ADMIN'

/** One request, already routed and authenticated. */
export interface Exchange {
  readonly method: string
  /** Path below the context path, decoded. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Undefined: anonymous. */
  readonly user: SandboxUser | undefined
  /** What the bearer's grant allows; `SYSTEM_ADMIN` when it is not an OAuth 2.0 token. */
  readonly scope: Scope
  /** Canonical base URL of the site, with context path and without a trailing slash. */
  readonly baseUrl: string
  readonly world: World
  /** The world as a search sees it while its index is behind; absent: as it is. */
  readonly indexed?: World
  /** Epoch milliseconds by the sandbox's clock. */
  readonly now: number
  /** The release that the site says it is; absent: the newest one that the routes know. */
  readonly release?: {
    readonly version: string
    readonly buildNumber: number
    /** Of the words in which times and durations are rendered. */
    readonly language?: Language
    readonly rest?: Partial<RestSwitches>
  }
}

/** What a route answers. Exactly one of `json`, `html`, `text`, `bytes`, or none for an empty body. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly json?: unknown
  readonly html?: string
  readonly text?: string
  /** Content as it is; its type is a header of the answer. */
  readonly bytes?: Buffer
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/rest/api/2/issue/:key`, below the context path. */
  readonly path: string
  readonly handle: (exchange: Exchange) => Answer | Promise<Answer>
}
