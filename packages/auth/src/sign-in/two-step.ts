import * as z from 'zod/mini'
import { AuthError } from '../errors.ts'
import { parseJson } from '../json.ts'
import type { SecretStore, SignedIn } from '../ports.ts'
import { hasState } from '../redirect/callback.ts'
import { parseAnswerUrl, parsePastedRedirect } from '../redirect/paste.ts'
import { parseRegistered } from '../redirect/registered.ts'
import { revealed, Secret } from '../secret.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import type { Transport } from '../transport.ts'
import { createAttempt, requireOAuth2 } from './attempt.ts'
import { storedClientSecret } from './client-secret.ts'
import { serverOf } from './oauth2-server.ts'
import { type RedeemPorts, redeem } from './redeem.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'

/** How long a begun sign-in can be completed. Milliseconds. */
const completesWithin = 15 * 60_000

const pendingSchema = z.object({
  baseUrl: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  state: z.string(),
  codeVerifier: z.string(),
  clientSecret: z.string(),
  /** Epoch milliseconds. */
  begunAt: z.number(),
})
type Pending = z.infer<typeof pendingSchema>

export interface BeginSignInOptions {
  readonly secrets: SecretStore
  readonly clientSecret?: Secret | string
  readonly now?: () => number
}

export interface CompleteSignInOptions {
  readonly signal?: AbortSignal
  readonly transport?: Transport
}

const readPending = async (site: Site, secrets: SecretStore): Promise<Pending | undefined> => {
  const text = await secrets.get(secretKeys(site.name).pending)
  if (text === undefined) return undefined
  const result = pendingSchema.safeParse(parseJson(text))
  return result.success ? result.data : undefined
}

/**
 * First half of a sign-in without a terminal to wait in: remembers state and verifier in the secret store for 15
 * minutes and gives the address to open. A former beginning for the same site is forgotten.
 */
export const beginSignIn = async (site: Site, options: BeginSignInOptions): Promise<{ readonly url: string }> => {
  const { secrets, now = Date.now } = options
  const { clientId, redirectUri } = requireOAuth2(site)
  refuseUnsafe(site)
  parseRegistered(redirectUri)
  const clientSecret =
    options.clientSecret === undefined
      ? await storedClientSecret(site, secrets)
      : new Secret(revealed(options.clientSecret))
  const { url, state, codeVerifier } = await createAttempt(site)
  const pending: Pending = {
    baseUrl: site.baseUrl,
    issuer: serverOf(site).issuer,
    clientId,
    redirectUri,
    state,
    codeVerifier,
    clientSecret: clientSecret.reveal(),
    begunAt: now(),
  }
  await secrets.set(secretKeys(site.name).pending, JSON.stringify(pending))
  return { url }
}

/** Which of the sites began the sign-in that this address-bar URL answers; `undefined` when none did. */
export const findPendingSite = async (
  sites: readonly Site[],
  redirectUrl: string,
  secrets: SecretStore,
): Promise<Site | undefined> => {
  for (const site of sites) {
    const pending = await readPending(site, secrets)
    if (pending !== undefined && isAnswerTo(redirectUrl, pending)) return site
  }
  return undefined
}

const isAnswerTo = (redirectUrl: string, pending: Pending): boolean => {
  try {
    return hasState(parseAnswerUrl(redirectUrl, pending.redirectUri), pending.state)
  } catch {
    return false
  }
}

const requirePending = async (site: Site, secrets: SecretStore, now: () => number): Promise<Pending> => {
  const pending = await readPending(site, secrets)
  const { clientId, redirectUri } = requireOAuth2(site)
  const isSameServer = pending?.baseUrl === site.baseUrl && pending.issuer === serverOf(site).issuer
  const isOfSite = isSameServer && pending.clientId === clientId && pending.redirectUri === redirectUri
  if (pending === undefined || !isOfSite) {
    throw new AuthError('sign-in-needed', `No sign-in to "${site.name}" was begun here: begin one first`)
  }
  // Also a beginning in the future is none of the last minutes: the clock was set back since.
  if (Math.abs(now() - pending.begunAt) <= completesWithin) return pending
  await secrets.delete(secretKeys(site.name).pending)
  throw new AuthError('timed-out', 'This sign-in was begun more than 15 minutes ago: begin again')
}

/**
 * Second half: takes the address-bar URL. A wrong one (`bad-redirect`, `state-mismatch`) changes nothing; the right one
 * works once. Throws like `signIn`, and `sign-in-needed` when none was begun.
 */
export const completeSignIn = async (
  site: Site,
  redirectUrl: string,
  ports: RedeemPorts,
  options: CompleteSignInOptions = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const pending = await requirePending(site, ports.secrets, ports.now ?? Date.now)
  const forget = (): Promise<void> => ports.secrets.delete(secretKeys(site.name).pending)
  let query: URLSearchParams
  try {
    query = parsePastedRedirect(redirectUrl, pending.redirectUri, pending.state)
  } catch (error) {
    const isOurs = isAnswerTo(redirectUrl, pending)
    if (isOurs) await forget()
    throw error
  }
  await forget()
  return redeem(site, query, pending, ports, { clientSecret: new Secret(pending.clientSecret), ...options })
}
