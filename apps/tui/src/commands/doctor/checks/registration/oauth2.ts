import type { Site } from '@mmd/auth'
import { exitCodes } from '../../../../present-error.ts'
import { type Ask, headerOf, type Reply } from '../../network/ask.ts'
import { reachOf } from '../../scopes.ts'
import { failed, ok, skipped, type Verdict, warning } from '../../verdict.ts'
import { askAdmin, editSite } from '../../words.ts'

/** Where an authorize request sends the browser. */
export type Sent =
  /** To the redirect URL that it named, with an error. */
  | { readonly kind: 'back'; readonly error: string }
  | { readonly kind: 'consent'; readonly url: URL }
  | { readonly kind: 'elsewhere' }

export interface RegistrationFacts {
  /** With the scope that is saved. */
  readonly saved: Sent
  /** With a scope beyond what the client should have; undefined when there is none. */
  readonly beyond: Sent | undefined
  /** The same, back to an address that nobody registered; undefined: not asked. */
  readonly stranger: Sent | undefined
  /** HTTP status of the consent page for a browser that nobody is logged in with; undefined: not asked. */
  readonly consentStatus: number | undefined
}

/** A scope beyond all that the program asks for. */
const beyondAll = 'SYSTEM_ADMIN'

/** An address that nobody registers for the program. */
const strangersUrl = 'http://localhost/mmd-tui/doctor'

export const readSent = (reply: Reply, redirectUri: string): Sent => {
  const location = URL.parse(headerOf(reply, 'location'))
  const wanted = URL.parse(redirectUri)
  if (location === null || wanted === null) return { kind: 'elsewhere' }
  if (location.origin === wanted.origin && location.pathname === wanted.pathname) {
    return { kind: 'back', error: location.searchParams.get('error') ?? '' }
  }
  return location.pathname.endsWith('/plugins/servlet/oauth2/consent')
    ? { kind: 'consent', url: location }
    : { kind: 'elsewhere' }
}

const unknownClient = (site: Site): Verdict =>
  failed(exitCodes.signIn, {
    found: 'Jira does not know the client id',
    problem: 'It is mistyped, or the application link was deleted.',
    remedy: `Compare it with “View credentials” of the link in Jira, then\n${editSite(site, '--client-id ID --client-secret-stdin')}`,
    who: 'you',
  })

const badAddress = (site: Site): Verdict =>
  failed(exitCodes.signIn, {
    found: 'HTTP 412 on the consent page',
    problem: 'Jira takes only http and https addresses to send browsers back to.',
    remedy: `Have another redirect URL registered, then\n${editSite(site, '--redirect-uri URL')}`,
    who: 'jira-admin',
  })

const tooMuch = (site: Site, scope: string): Verdict =>
  failed(exitCodes.signIn, {
    found: `scope ${scope} is refused (invalid_scope)`,
    problem: 'The application link was made with a smaller permission.',
    remedy: `Change the permission of the link to Write, or only read:\n${editSite(site, '--scope READ')}`,
    who: 'jira-admin',
  })

const cannotTell = (site: Site): Verdict =>
  warning({
    found: 'cannot be told before somebody signs in',
    problem:
      'Jira does not say that it knows this client id with this redirect URL. If the browser shows an error page of Jira, one of them is wrong.',
    remedy: `Compare both, letter for letter, with the application link:\nmmd-tui site show ${site.name}\n${askAdmin(site)}`,
    who: 'you',
  })

export const judgeRegistration = (site: Site, facts: RegistrationFacts): Verdict => {
  const { saved, beyond, stranger, consentStatus } = facts
  const scope = site.oauth2?.scope ?? ''
  if (saved.kind === 'back' && saved.error === 'invalid_scope') return tooMuch(site, scope)
  if (consentStatus === 400) return unknownClient(site)
  if (consentStatus === 412) return badAddress(site)
  if (beyond === undefined) return skipped(`cannot be known with scope ${scope} before somebody signs in`)
  if (beyond.kind !== 'back') return cannotTell(site)
  // A Jira that sends the browser to any address with that error has not compared it yet.
  const isCompared = stranger !== undefined && stranger.kind !== 'back'
  return ok(
    isCompared
      ? `client id and redirect URL are registered, scope ${scope} is allowed`
      : `client id known, scope ${scope} allowed; the redirect URL is compared only when you sign in`,
  )
}

/** Asks as a browser would that nobody is logged in with. Nothing is granted, and no code comes of it. */
export const lookAtRegistration = async (site: Site, ask: Ask): Promise<RegistrationFacts> => {
  const { clientId = '', redirectUri = '', scope = '' } = site.oauth2 ?? {}
  const send = async (redirect: string, wanted: string): Promise<Sent> => {
    const url = new URL(`${site.baseUrl}/rest/oauth2/latest/authorize`)
    url.search = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirect,
      response_type: 'code',
      scope: wanted,
    }).toString()
    return readSent(await ask({ url }), redirect)
  }
  const saved = await send(redirectUri, scope)
  const hasBeyond = reachOf(scope) !== 'more' || !scope.includes(beyondAll)
  const beyond = hasBeyond ? await send(redirectUri, beyondAll) : undefined
  const stranger = beyond?.kind === 'back' ? await send(strangersUrl, beyondAll) : undefined
  const isOpen =
    beyond?.kind !== 'back' && saved.kind === 'consent' && saved.url.origin === new URL(site.baseUrl).origin
  const page = isOpen ? await ask({ url: saved.url }) : undefined
  return { saved, beyond, stranger, consentStatus: page?.kind === 'answer' ? page.status : undefined }
}
