import { randomBytes, randomInt } from 'node:crypto'

/** An API token without its secret. */
export interface ApiToken {
  readonly userKey: string
  /** Undefined: a classic token, which can do whatever the person can. */
  readonly scopes: readonly string[] | undefined
}

/** What may be chosen when an API token is made. */
export interface ApiTokenOptions {
  /** Given: a scoped token, for the gateway alone. */
  readonly scopes?: readonly string[]
  /** 1 to 365; default 365. */
  readonly expiresInDays?: number
}

export interface ApiTokenBook {
  /** Throws `TypeError` for a life that Atlassian does not offer. */
  issue(userKey: string, options: ApiTokenOptions): string
  /** Undefined when unknown, revoked or expired. */
  find(token: string): ApiToken | undefined
  revokeAll(): void
}

const dayMs = 86_400_000

/** The API tokens of one sandbox; every one of them expires. */
export const createApiTokenBook = (clock: () => number): ApiTokenBook => {
  const tokens = new Map<string, ApiToken & { readonly expiresAt: number }>()
  return {
    issue: (userKey, { scopes, expiresInDays = 365 }) => {
      if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > 365) {
        throw new TypeError('An API token lives 1 to 365 days')
      }
      // Their length varies, so that nobody counts on one.
      const token = `ATATT3x${randomBytes(randomInt(90, 140)).toString('base64url')}`
      tokens.set(token, { userKey, scopes, expiresAt: clock() + expiresInDays * dayMs })
      return token
    },
    find: (token) => {
      const record = tokens.get(token)
      return record === undefined || record.expiresAt <= clock() ? undefined : record
    },
    revokeAll: () => tokens.clear(),
  }
}
