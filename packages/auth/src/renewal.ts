import { join } from 'node:path'
import { ensurePrivateFolder } from './atomic-file.ts'
import {
  authorizationOf,
  type OAuth2Credential,
  readCredential,
  type StoredCredential,
  writeCredential,
} from './credential.ts'
import { AuthError, isAuthError } from './errors.ts'
import type { Transport } from './http.ts'
import { withLock } from './lock.ts'
import type { SecretStore } from './ports.ts'
import { Secret } from './secret.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import { parseToken } from './sign-in/pat.ts'
import { exchangeRefreshToken, type TokenEndpoint } from './sign-in/token-endpoint.ts'
import type { SignInMethod, Site } from './site.ts'

/** What is known about a site's credential without asking the site. */
export interface CredentialStatus {
  readonly method: SignInMethod
  /** `expired`: it has no way of being renewed, or will be at its next use. */
  readonly state: 'signed-in' | 'expired' | 'sign-in-needed'
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  /** Whether it can be renewed without the person. */
  readonly refreshable: boolean
  /** For people: `the OS keychain`, or the file's path. */
  readonly where: string
}

/** Hands out one site's `Authorization` header values. All throw `AuthError`. */
export interface CredentialSource {
  /** The header value, renewed first when its time is nearly over. */
  authorization(): Promise<string>
  /**
   * The header value after the site turned down `seen`: another process's newer one, else a fresh one. Without `seen`,
   * renews what is stored now.
   */
  renew(seen?: string): Promise<string>
  status(): Promise<CredentialStatus>
}

export interface CredentialOptions {
  readonly secrets: SecretStore
  /** The folder of the lock files, the same for all processes. */
  readonly dir: string
  /** Epoch milliseconds. */
  readonly now?: () => number
  readonly transport?: Transport
}

const signInNeeded = (site: Site, why: string, detail?: string): AuthError =>
  new AuthError('sign-in-needed', `Sign in to "${site.name}" again: ${why}`, detail)

/** A token is renewed a minute before its end, or in the last tenth of a short life. Milliseconds. */
const marginOf = ({ obtainedAt, expiresAt = obtainedAt }: OAuth2Credential): number =>
  Math.min(60_000, Math.max(0, (expiresAt - obtainedAt) / 10))

const isFresh = (credential: StoredCredential, now: number): boolean => {
  if (credential.method === 'pat' || credential.expiresAt === undefined) return true
  // Nothing can be gained by giving up early a token that cannot be renewed.
  const margin = credential.refreshToken === undefined ? 0 : marginOf(credential)
  return now < credential.expiresAt - margin
}

const isDead = (credential: StoredCredential): boolean => credential.method === 'oauth2' && credential.dead === true

const usable = (site: Site, credential: StoredCredential | undefined): StoredCredential => {
  if (credential === undefined) throw signInNeeded(site, 'no credential is stored')
  if (isDead(credential)) throw signInNeeded(site, 'the site refused to renew the credential')
  return credential
}

const toStatus = (
  site: Site,
  credential: StoredCredential | undefined,
  where: string,
  now: number,
): CredentialStatus => {
  if (credential === undefined || isDead(credential)) {
    return { method: credential?.method ?? site.method, state: 'sign-in-needed', refreshable: false, where }
  }
  if (credential.method === 'pat') return { method: 'pat', state: 'signed-in', refreshable: false, where }
  const { expiresAt, refreshToken } = credential
  const state = expiresAt !== undefined && expiresAt <= now ? 'expired' : 'signed-in'
  const ends = expiresAt === undefined ? {} : { expiresAt }
  return { method: 'oauth2', state, refreshable: refreshToken !== undefined, where, ...ends }
}

/** Swaps a credential's refresh token at the site and stores what came; runs under the lock. */
const createRefresher = (site: Site, options: CredentialOptions) => {
  const { secrets, transport, now = Date.now } = options
  /** A pair that the site has given and the store has not taken: the only one that still works. */
  let unsaved: { readonly from: string; readonly next: OAuth2Credential } | undefined

  const prepare = async () => {
    const clientSecret = await secrets.get(secretKeys(site.name).clientSecret)
    if (site.oauth2 !== undefined && clientSecret !== undefined) {
      return { site, settings: site.oauth2, clientSecret: new Secret(clientSecret), transport, now }
    }
    throw signInNeeded(site, 'its client id or client secret is not stored on this machine')
  }

  const exchange = async (endpoint: TokenEndpoint, refreshToken: string): Promise<OAuth2Credential> => {
    if (unsaved?.from === refreshToken) return unsaved.next
    const next = await exchangeRefreshToken(endpoint, refreshToken)
    // A server that does not rotate leaves the refresh token out (RFC 6749 section 6).
    unsaved = { from: refreshToken, next: { ...next, refreshToken: next.refreshToken ?? refreshToken } }
    return unsaved.next
  }

  /** Stores `next` unless somebody signed in or out since the refresh token was read. */
  const replace = async (refreshToken: string, next: StoredCredential): Promise<StoredCredential> => {
    const stored = await readCredential(site, secrets)
    if (stored?.method !== 'oauth2' || stored.refreshToken !== refreshToken) return usable(site, stored)
    await writeCredential(site, secrets, next)
    return next
  }

  return async (credential: OAuth2Credential): Promise<StoredCredential> => {
    const { refreshToken } = credential
    if (refreshToken === undefined) throw signInNeeded(site, 'the credential has expired and cannot be renewed')
    const endpoint = await prepare()
    try {
      const next = await exchange(endpoint, refreshToken)
      const stored = await replace(refreshToken, next)
      unsaved = undefined
      return stored
    } catch (error) {
      if (!isAuthError(error, 'sign-in-needed') && !isAuthError(error, 'invalid-client')) throw error
      const stored = await replace(refreshToken, { ...credential, dead: true })
      if (!isDead(stored)) return stored
      throw signInNeeded(site, 'it refused to renew the credential', error.detail)
    }
  }
}

/**
 * The site's stored credential, renewed on the clock: once for all callers in this process, and under a lock file once
 * for all processes. A new pair is stored before its first use. Throws `sign-in-needed` when the site refuses for good;
 * `network` and `bad-answer` leave the credential as it was.
 */
export const credentialFor = (site: Site, options: CredentialOptions): CredentialSource => {
  const { secrets, dir, now = Date.now } = options
  const lockPath = join(dir, `credential-${site.name.toLowerCase()}.lock`)
  const refresh = createRefresher(site, options)
  let cached: StoredCredential | undefined
  let running: Promise<StoredCredential> | undefined

  const read = async (): Promise<StoredCredential> => usable(site, await readCredential(site, secrets))

  const load = async (): Promise<StoredCredential> => {
    cached = await read()
    return cached
  }

  const renewUnderLock = async (seen: string): Promise<StoredCredential> => {
    cached = undefined
    await ensurePrivateFolder(dir)
    cached = await withLock(lockPath, async () => {
      const stored = await read()
      const isOthersNewer = authorizationOf(stored) !== seen && isFresh(stored, now())
      if (isOthersNewer) return stored
      if (stored.method === 'pat') throw signInNeeded(site, 'it does not accept the personal access token')
      return refresh(stored)
    })
    return cached
  }

  const renewPast = async (seen: string): Promise<StoredCredential> => {
    const renewed = await running
    if (renewed !== undefined && authorizationOf(renewed) !== seen) return renewed
    running ??= renewUnderLock(seen).finally(() => {
      running = undefined
    })
    return running
  }

  return {
    authorization: async () => {
      const known = running === undefined ? (cached ?? (await load())) : await running
      return authorizationOf(isFresh(known, now()) ? known : await renewPast(authorizationOf(known)))
    },
    renew: async (seen) => authorizationOf(await renewPast(seen ?? authorizationOf(await load()))),
    status: async () => toStatus(site, await readCredential(site, secrets), secrets.where, now()),
  }
}

/** A token that is used as it is and stored nowhere (`MMD_TOKEN`); `renew` throws `bad-token`. */
export const staticCredential = (token: string, where = 'the environment'): CredentialSource => {
  const authorization = `Bearer ${parseToken(token)}`
  return {
    authorization: async () => authorization,
    renew: async () => {
      throw new AuthError('bad-token', 'The site does not accept the token', where)
    },
    status: async () => ({ method: 'pat', state: 'signed-in', refreshable: false, where }),
  }
}
