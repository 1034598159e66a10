import type { Answer, Exchange, Route } from './exchange.ts'
import type { ConsumerBook } from './oauth1/consumers.ts'
import type { NonceBook } from './oauth1/nonces.ts'
import type { OAuth1Tokens } from './oauth1/tokens.ts'
import type { ClientBook } from './oauth2/clients.ts'
import type { GrantBook } from './oauth2/grants.ts'
import type { ServiceAccountBook } from './oauth2/service-accounts.ts'
import type { Persona } from './persona.ts'
import type { LoginGuard } from './sign-in/login-guard.ts'
import type { PatBook } from './sign-in/pats.ts'
import type { SessionBook } from './sign-in/sessions.ts'
import type { World } from './world/world.ts'

/** A route that may opt out of the checks that Jira puts before its REST resources. */
export interface SiteRoute extends Route {
  /** True: no XSRF check, no media type check, a stale cookie is no error. */
  readonly unguarded?: boolean
}

/** Everything the routes of one running sandbox share. */
export interface Site {
  readonly baseUrl: string
  readonly contextPath: string
  readonly product: 'jira' | 'confluence'
  readonly persona: Persona
  readonly world: World
  readonly clock: () => number
  readonly clients: ClientBook
  readonly grants: GrantBook
  readonly serviceAccounts: ServiceAccountBook
  readonly consumers: ConsumerBook
  readonly oauth1Tokens: OAuth1Tokens
  readonly nonces: NonceBook
  readonly sessions: SessionBook
  readonly pats: PatBook
  readonly logins: LoginGuard
  readonly checkReferer: boolean
  readonly strictRefreshRedirectUri: boolean
  /** Asks another route of the same site with the rights of the exchange's user. */
  readonly ask: (exchange: Exchange, path: string, query?: Readonly<Record<string, string>>) => Promise<Answer>
}
