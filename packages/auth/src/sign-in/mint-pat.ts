import * as z from 'zod/mini'
import { cleanServerText } from '../clean.ts'
import { AuthError } from '../errors.ts'
import { type SendOptions, send } from '../http.ts'
import type { Authorize, SignedIn, SignInPorts } from '../ports.ts'
import { Secret } from '../secret.ts'
import type { Site } from '../site.ts'
import { isToken } from './header.ts'
import { signInByPat } from './pat.ts'

/** The token is there once the site has made it: nothing beside it may cost it. */
const mintedSchema = z.looseObject({
  id: z.optional(z.unknown()),
  rawToken: z.string(),
  expiringAt: z.optional(z.unknown()),
})

const idIn = (value: unknown): number | undefined => {
  const id = typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : undefined
}

/** Epoch milliseconds. Jira writes zones without a colon. */
const timeIn = (value: unknown): number | undefined => {
  const time = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/u, '$1:$2')) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

export interface MintOptions extends SendOptions {
  /** As the site lists it among the person's tokens. */
  readonly name: string
  /** How long it works; absent: for ever, where the site allows that. */
  readonly days?: number
}

interface Minted {
  readonly token: Secret
  readonly tokenId?: number
  /** Epoch milliseconds. */
  readonly expiresAt?: number
}

const refusals: Readonly<Record<number, string>> = {
  401: 'The site does not accept the sign-in that should make the token',
  403: 'The site does not let this sign-in make tokens',
  404: 'The site has no personal access tokens (they came with Jira 8.14), or they are switched off',
}

const saidBy = async (response: Response): Promise<string> => {
  try {
    const body = z.looseObject({ errorMessages: z.array(z.string()) }).safeParse(await response.json())
    return body.success ? cleanServerText(body.data.errorMessages.join(' · ')) : `HTTP ${response.status}`
  } catch {
    return `HTTP ${response.status}`
  }
}

const read = async (response: Response, host: string): Promise<Minted> => {
  const { status } = response
  if (status >= 500 || status === 429) {
    throw new AuthError('network', `${host} cannot serve the request now`, `HTTP ${status}`)
  }
  if (status !== 200 && status !== 201) {
    const message = refusals[status] ?? 'The site did not make a token'
    throw new AuthError(status === 401 ? 'sign-in-needed' : 'bad-token', message, await saidBy(response))
  }
  const parsed = mintedSchema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success || !isToken(parsed.data.rawToken)) {
    throw new AuthError('bad-answer', `${host} made no token that could be used`)
  }
  const [tokenId, expiresAt] = [idIn(parsed.data.id), timeIn(parsed.data.expiringAt)]
  return {
    token: new Secret(parsed.data.rawToken),
    ...(tokenId === undefined ? {} : { tokenId }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}

const tokensUrl = (site: Site, id?: number): URL =>
  new URL(`${site.baseUrl}/rest/pat/latest/tokens${id === undefined ? '' : `/${id}`}`)

/** Jira's own guard against forged forms, which lets programs through that say so. */
const noCheck = { 'x-atlassian-token': 'no-check' }

/** Makes a personal access token with a sign-in that works, as whoever that is. */
const mintPat = async (site: Site, authorize: Authorize, { name, days, ...options }: MintOptions): Promise<Minted> => {
  const url = tokensUrl(site)
  const json = { name, ...(days === undefined ? {} : { expirationDuration: days }) }
  const headers = { ...noCheck, authorization: await authorize({ method: 'POST', url }) }
  return read(await send({ method: 'POST', url, headers, json }, options), url.host)
}

/** Makes the site forget a personal access token of whoever `authorize` speaks for; false when it does not. */
export const revokePat = async (
  site: Site,
  tokenId: number,
  authorize: Authorize,
  options: SendOptions,
): Promise<boolean> => {
  const url = tokensUrl(site, tokenId)
  const headers = { ...noCheck, authorization: await authorize({ method: 'DELETE', url }) }
  const response = await send({ method: 'DELETE', url, headers }, options)
  return response.ok
}

/**
 * Trades a sign-in that works for a personal access token, with which the site is signed in to from now on: its method
 * becomes `pat`, as `learned` says. A token that is not stored in the end is given back. Throws `sign-in-needed`,
 * `bad-token` (refused, with what the site said), `bad-answer`, `network`, and what `verify` throws.
 */
export const signInByMinting = async (
  site: Site,
  authorize: Authorize,
  ports: Pick<SignInPorts, 'secrets' | 'report' | 'verify' | 'ask'>,
  options: MintOptions,
): Promise<SignedIn> => {
  if (site.deployment === 'cloud') throw new AuthError('bad-site', 'The cloud lets nobody make tokens this way')
  const { token, ...known } = await mintPat(site, authorize, options)
  const { transport, signal } = options
  const how = { token, ...(transport === undefined ? {} : { transport }), ...(signal === undefined ? {} : { signal }) }
  try {
    const signedIn = await signInByPat({ ...site, method: 'pat' }, ports, how, known)
    return { ...signedIn, learned: { method: 'pat' } }
  } catch (error) {
    // It would live on with nobody holding it, for ever where it has no end.
    const quick = { ...options, signal: AbortSignal.timeout(5000) }
    if (known.tokenId !== undefined) await revokePat(site, known.tokenId, authorize, quick).catch(() => false)
    throw error
  }
}
