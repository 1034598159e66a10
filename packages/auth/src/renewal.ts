import { createAuthorize, isHeaderOf, isSameCredential } from './authorize.ts'
import { expiryOf, isRenewable, readCredential, type StoredCredential } from './credential.ts'
import { createCredentialCache } from './credential-cache.ts'
import { withCredentialLock } from './credential-lock.ts'
import { AuthError } from './errors.ts'
import type { Authorize, RequestLine, SecretStore } from './ports.ts'
import { createRenew, type RenewalCause, signInNeeded, usable } from './renew-credential.ts'
import { basicHeader, parseToken } from './sign-in/header.ts'
import type { SignInMethod, Site } from './site.ts'
import type { Transport } from './transport.ts'

/** What is known about a site's credential without asking the site. */
export interface CredentialStatus {
  readonly method: SignInMethod
  /** `expired`: it has no way of being renewed, or will be at its next use. */
  readonly state: 'signed-in' | 'expired' | 'sign-in-needed'
  /** Epoch milliseconds. */
  readonly expiresAt?: number
  /** Whether it can be renewed without the person. */
  readonly refreshable: boolean
  /** Space-separated, where the site said what it granted. */
  readonly scope?: string
  /** For people: `the OS keychain`, or the file's path. */
  readonly where: string
}

/** Hands out one site's `Authorization` header values. All throw `AuthError`. */
export interface CredentialSource {
  /** The header value for a request, renewed first when its time is nearly over. */
  authorization(request?: RequestLine): Promise<string>
  /**
   * The header value after the site turned down `seen`: another process's newer one, else a fresh one; a password or API
   * token that was turned down is not used again. Without `seen`, renews what is stored now.
   */
  renew(seen?: string): Promise<string>
  status(): Promise<CredentialStatus>
}

export interface CredentialOptions {
  readonly secrets: SecretStore
  /** The folder of the lock files: the one that the secret store was opened in, the same for all processes. */
  readonly dir: string
  /** Epoch milliseconds. */
  readonly now?: () => number
  readonly transport?: Transport
}

/** A token is renewed a minute before its end, or in the last tenth of a short life. Milliseconds. */
const marginOf = (credential: StoredCredential, expiresAt: number): number => {
  // Nothing can be gained by giving up early a token that cannot be renewed.
  if (!isRenewable(credential) || !('obtainedAt' in credential)) return 0
  return Math.min(60_000, Math.max(0, (expiresAt - credential.obtainedAt) / 10))
}

const isFresh = (credential: StoredCredential, now: number): boolean => {
  const expiresAt = expiryOf(credential)
  return expiresAt === undefined || now < expiresAt - marginOf(credential, expiresAt)
}

const toStatus = (
  site: Site,
  credential: StoredCredential | undefined,
  where: string,
  now: number,
): CredentialStatus => {
  if (credential === undefined || credential.dead === true) {
    return { method: credential?.method ?? site.method, state: 'sign-in-needed', refreshable: false, where }
  }
  const expiresAt = expiryOf(credential)
  const state = expiresAt !== undefined && expiresAt <= now ? 'expired' : 'signed-in'
  return {
    method: credential.method,
    state,
    refreshable: isRenewable(credential) && site.oauth !== 'off',
    where,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...('scope' in credential && credential.scope !== undefined ? { scope: credential.scope } : {}),
  }
}

/** Whether a credential is the one that has to be replaced. */
type IsPast = (credential: StoredCredential) => boolean

/** A stand-in for a request, for credentials that do not depend on one. */
const anyRequest = (site: Site): RequestLine => ({ method: 'GET', url: new URL(site.baseUrl) })

/**
 * The site's stored credential, renewed on the clock: once for all callers in this process, and under a lock file once
 * for all processes. A new pair is stored before its first use. Throws `sign-in-needed` when the site refuses for good;
 * `network` and `bad-answer` leave the credential as it was.
 */
export const credentialFor = (site: Site, options: CredentialOptions): CredentialSource => {
  const { secrets, dir, transport, now = Date.now } = options
  const renew = createRenew(site, { secrets, transport, now })
  const read = async (): Promise<StoredCredential> => usable(site, await readCredential(site, secrets))
  const cache = createCredentialCache(read, now)
  let running: Promise<StoredCredential> | undefined
  let signer: { readonly of: StoredCredential; readonly by: Authorize } | undefined

  const renewUnderLock = async (isPast: IsPast, cause: RenewalCause): Promise<StoredCredential> => {
    cache.forget()
    const renewed = await withCredentialLock(dir, site.name, async () => {
      const stored = await read()
      const isOthersNewer = !isPast(stored) && isFresh(stored, now())
      if (isOthersNewer) return stored
      if (site.oauth === 'off' && isRenewable(stored)) throw signInNeeded(site, 'renewing is switched off for it')
      return renew(stored, cause)
    })
    cache.put(renewed)
    return renewed
  }

  const renewPast = async (isPast: IsPast, cause: RenewalCause): Promise<StoredCredential> => {
    const renewed = await running
    if (renewed !== undefined && !isPast(renewed)) return renewed
    running ??= renewUnderLock(isPast, cause).finally(() => {
      running = undefined
    })
    return running
  }

  const renewKnown = (known: StoredCredential, cause: RenewalCause): Promise<StoredCredential> =>
    renewPast((credential) => isSameCredential(credential, known), cause)

  /** Where each request is signed, the key for it is read from the store once. */
  const headerFor = async (credential: StoredCredential, request: RequestLine): Promise<string> => {
    if (signer?.of === credential) return signer.by(request)
    const by = await createAuthorize(site, credential, secrets, now)
    signer = { of: credential, by }
    return by(request)
  }

  return {
    authorization: async (request = anyRequest(site)) => {
      const known = await (running ?? cache.current())
      const isUsable = site.oauth === 'off' || isFresh(known, now())
      return headerFor(isUsable ? known : await renewKnown(known, 'expired'), request)
    },
    renew: async (seen) => {
      const renewed =
        seen === undefined
          ? await renewKnown(await cache.reload(), 'wished')
          : await renewPast((credential) => isHeaderOf(seen, credential), 'refused')
      return headerFor(renewed, anyRequest(site))
    },
    status: async () => toStatus(site, await readCredential(site, secrets), secrets.where, now()),
  }
}

/**
 * A token for this run that is stored nowhere (`MMD_TOKEN`): an API token where the site signs in with one, else a
 * bearer token. Throws `bad-token`; so does `renew`.
 */
export const staticCredential = (site: Site, text: string, where = 'the environment'): CredentialSource => {
  const token = parseToken(text)
  const isApiToken = site.method === 'api-token' && site.login !== undefined
  const header = isApiToken ? basicHeader(site.login, token) : `Bearer ${token}`
  return {
    authorization: async () => header,
    renew: async () => {
      throw new AuthError('bad-token', 'The site does not accept the token', where)
    },
    status: async () => ({ method: isApiToken ? 'api-token' : 'pat', state: 'signed-in', refreshable: false, where }),
  }
}
