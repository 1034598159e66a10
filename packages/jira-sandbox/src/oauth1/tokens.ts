import { randomInt } from 'node:crypto'

/** What a person has decided about a request token. */
export type RequestTokenState =
  | { readonly kind: 'undecided' | 'denied' | 'used' }
  | { readonly kind: 'allowed'; readonly userKey: string; readonly verifier: string }

/** The token that a browser carries to the consent page. */
export interface RequestToken {
  readonly token: string
  readonly secret: string
  readonly consumerKey: string
  /** A web address, or `oob` when the person carries the verifier over. */
  readonly callback: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
  readonly state: RequestTokenState
}

/** The token that REST requests are made with. */
export interface AccessToken {
  readonly token: string
  readonly secret: string
  readonly consumerKey: string
  readonly userKey: string
  /** Renews the token without a person. */
  readonly sessionHandle: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
  /** When the session handle ends, epoch milliseconds. */
  readonly handleExpiresAt: number
}

export interface OAuth1Tokens {
  issue(consumerKey: string, callback: string): RequestToken
  /** Also one that is too old: the answer to it is a different one. */
  findRequest(token: string): RequestToken | undefined
  /** Gives the verifier. */
  allow(request: RequestToken, userKey: string): string
  deny(request: RequestToken): void
  /** An access token for an allowed request token, which is used up by it. */
  exchange(request: RequestToken, userKey: string): AccessToken
  /** The next access token in place of one. */
  renew(access: AccessToken): AccessToken
  /** Also one that is too old. */
  findAccess(token: string): AccessToken | undefined
  revoke(which: (access: AccessToken) => boolean): void
  expireAccessTokens(): void
}

/** Five years, and thirty days more for the session handle. */
export const accessLifetimes = { tokenSeconds: 157_680_000, handleSeconds: 160_272_000 } as const

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

const tokenLength = 32
const verifierLength = 6

/** Request and access tokens of one sandbox. */
export const createOAuth1Tokens = (clock: () => number, requestSeconds: number): OAuth1Tokens => {
  const requests = new Map<string, RequestToken>()
  const accesses = new Map<string, AccessToken>()
  const decide = (request: RequestToken, state: RequestTokenState): void =>
    void requests.set(request.token, { ...request, state })
  const issueAccess = (line: Pick<AccessToken, 'secret' | 'consumerKey' | 'userKey'>): AccessToken => {
    const now = clock()
    const access: AccessToken = {
      secret: line.secret,
      consumerKey: line.consumerKey,
      userKey: line.userKey,
      token: randomText(tokenLength),
      sessionHandle: randomText(tokenLength),
      expiresAt: now + accessLifetimes.tokenSeconds * 1000,
      handleExpiresAt: now + accessLifetimes.handleSeconds * 1000,
    }
    accesses.set(access.token, access)
    return access
  }
  return {
    issue: (consumerKey, callback) => {
      const request: RequestToken = {
        token: randomText(tokenLength),
        secret: randomText(tokenLength),
        consumerKey,
        callback,
        expiresAt: clock() + requestSeconds * 1000,
        state: { kind: 'undecided' },
      }
      requests.set(request.token, request)
      return request
    },
    findRequest: (token) => requests.get(token),
    allow: (request, userKey) => {
      const verifier = randomText(verifierLength)
      decide(request, { kind: 'allowed', userKey, verifier })
      return verifier
    },
    deny: (request) => decide(request, { kind: 'denied' }),
    exchange: (request, userKey) => {
      decide(request, { kind: 'used' })
      return issueAccess({ ...request, userKey })
    },
    renew: (access) => {
      accesses.delete(access.token)
      return issueAccess(access)
    },
    findAccess: (token) => accesses.get(token),
    revoke: (which) => {
      for (const access of accesses.values()) if (which(access)) accesses.delete(access.token)
    },
    expireAccessTokens: () => {
      for (const access of accesses.values()) accesses.set(access.token, { ...access, expiresAt: 0 })
    },
  }
}
