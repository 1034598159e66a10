import { createHmac, randomBytes } from 'node:crypto'

/** What an access token allows. */
export interface AccessGrant {
  readonly kind: 'app' | 'service-account' | 'site-credentials'
  readonly clientId: string
  /** Undefined: tied to nobody. */
  readonly userKey: string | undefined
  readonly scopes: readonly string[]
  /** Undefined: every site that the account may use. */
  readonly cloudIds: readonly string[] | undefined
}

export interface AccessTokenBook {
  issue(grant: AccessGrant, lifetimeSeconds: number): string
  /** Undefined when it was never issued, or revoked; a token that is too old is still known. */
  find(token: string): { readonly grant: AccessGrant; readonly expired: boolean } | undefined
  revoke(which: (grant: AccessGrant) => boolean): void
  /** Every token issued so far is too old from now on. */
  expireAll(): void
}

interface Issued {
  readonly grant: AccessGrant
  expiresAt: number
}

/** Where tokens say they come from, and how long they are at least. */
export interface TokenForm {
  readonly issuer: string
  readonly minimumLength: number
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Makes signed JWTs whose issue time and scope can be read, and which are long, as those of Cloud are. */
const createTokenMaker = (
  form: TokenForm,
): ((grant: AccessGrant, issuedAt: number, lifetimeSeconds: number) => string) => {
  const secret = randomBytes(32)
  return ({ clientId, userKey, scopes }, issuedAt, lifetimeSeconds) => {
    const seconds = Math.floor(issuedAt / 1000)
    const claims = {
      jti: randomBytes(16).toString('hex'),
      sub: userKey ?? clientId,
      iss: form.issuer,
      aud: clientId,
      iat: seconds,
      exp: seconds + lifetimeSeconds,
      scope: scopes.join(' '),
    }
    const bare = part(claims).length
    const padding = 'x'.repeat(Math.max(0, Math.ceil(((form.minimumLength - bare) * 3) / 4)))
    const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claims, context: padding })}`
    return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
  }
}

/** The access tokens of one sandbox. */
export const createAccessTokenBook = (clock: () => number, form: TokenForm): AccessTokenBook => {
  const records = new Map<string, Issued>()
  const makeToken = createTokenMaker(form)
  return {
    issue: (grant, lifetimeSeconds) => {
      const now = clock()
      const token = makeToken(grant, now, lifetimeSeconds)
      records.set(token, { grant, expiresAt: now + lifetimeSeconds * 1000 })
      return token
    },
    find: (token) => {
      const record = records.get(token)
      return record === undefined ? undefined : { grant: record.grant, expired: record.expiresAt <= clock() }
    },
    revoke: (which) => {
      for (const [token, { grant }] of records) if (which(grant)) records.delete(token)
    },
    expireAll: () => {
      for (const record of records.values()) record.expiresAt = Number.NEGATIVE_INFINITY
    },
  }
}
