import * as z from 'zod/mini'
import { cleanServerText } from '../clean.ts'
import { AuthError } from '../errors.ts'
import { type SendOptions, send } from '../http.ts'
import type { Authorize, SignedIn, SignInPorts } from '../ports.ts'
import { Secret } from '../secret.ts'
import type { Site } from '../site.ts'
import { signInByPat } from './pat.ts'

const mintedSchema = z.looseObject({
  id: z.optional(z.number()),
  rawToken: z.string(),
  expiringAt: z.optional(z.string()),
})

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
  if (!parsed.success) throw new AuthError('bad-answer', `${host} made no token that could be used`)
  const { rawToken, id, expiringAt } = parsed.data
  const ends = expiringAt === undefined ? Number.NaN : Date.parse(expiringAt.replace(/([+-]\d\d)(\d\d)$/u, '$1:$2'))
  return {
    token: new Secret(rawToken),
    ...(id === undefined ? {} : { tokenId: id }),
    ...(Number.isNaN(ends) ? {} : { expiresAt: ends }),
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

/** Makes the site forget a personal access token; false when it does not. */
export const revokePat = async (
  site: Site,
  { accessToken, tokenId }: { readonly accessToken: string; readonly tokenId: number },
  options: SendOptions,
): Promise<boolean> => {
  const headers = { ...noCheck, authorization: `Bearer ${accessToken}` }
  const response = await send({ method: 'DELETE', url: tokensUrl(site, tokenId), headers }, options)
  return response.ok
}

/**
 * Trades a sign-in that works for a personal access token, with which the site is signed in to from now on: its method
 * becomes `pat`, as `learned` says. Throws `sign-in-needed`, `bad-token` (refused, with what the site said), `bad-answer`,
 * `network`, and what `verify` throws.
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
  const signedIn = await signInByPat({ ...site, method: 'pat' }, ports, how, known)
  return { ...signedIn, learned: { method: 'pat' } }
}
