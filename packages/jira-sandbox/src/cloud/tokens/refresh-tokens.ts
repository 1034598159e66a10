import { randomBytes } from 'node:crypto'
import type { AccessGrant } from './access-tokens.ts'

const dayMs = 86_400_000
/** A refresh token that is not used for so long is dead. */
const inactivityMs = 90 * dayMs
/** So long after the consent every refresh token of it is dead. */
const absoluteMs = 365 * dayMs

/** How refresh tokens follow one another. */
export interface RotationRules {
  readonly leewaySeconds: number
  /** False: a refresh token stays good when it is used, and gets no successor. */
  readonly rotates: boolean
}

export interface RefreshTokenBook {
  /** The first refresh token of a consent. */
  start(grant: AccessGrant): string
  /**
   * Uses a refresh token. Undefined: it is worth nothing (any more); one that was used before ends all that came of the
   * same consent.
   */
  exchange(
    token: string,
    clientId: string,
  ): { readonly grant: AccessGrant; readonly next: string | undefined } | undefined
  /** The grant of a refresh token, dead or alive. */
  grantOf(token: string): AccessGrant | undefined
  /** Ends consents with all their refresh tokens. */
  end(which: (grant: AccessGrant) => boolean): void
}

/** All refresh tokens of one consent live and die together. */
interface Family {
  readonly grant: AccessGrant
  readonly startedAt: number
  ended: boolean
}

interface Issued {
  readonly family: Family
  /** When the clock of inactivity was last started. */
  wokenAt: number
  usedAt: number | undefined
}

/** The refresh tokens of one sandbox: each is for one use, and its use starts the clock of inactivity anew. */
export const createRefreshTokenBook = (clock: () => number, rules: RotationRules): RefreshTokenBook => {
  const tokens = new Map<string, Issued>()
  const issue = (family: Family): string => {
    const token = randomBytes(48).toString('base64url')
    tokens.set(token, { family, wokenAt: clock(), usedAt: undefined })
    return token
  }
  return {
    start: (grant) => issue({ grant, startedAt: clock(), ended: false }),
    exchange: (token, clientId) => {
      const issued = tokens.get(token)
      if (issued === undefined || issued.family.grant.clientId !== clientId) return undefined
      const { family } = issued
      const now = clock()
      if (family.ended || now >= family.startedAt + absoluteMs || now >= issued.wokenAt + inactivityMs) return undefined
      if (issued.usedAt !== undefined && now - issued.usedAt >= rules.leewaySeconds * 1000) {
        family.ended = true
        return undefined
      }
      if (!rules.rotates) {
        issued.wokenAt = now
        return { grant: family.grant, next: undefined }
      }
      issued.usedAt ??= now
      return { grant: family.grant, next: issue(family) }
    },
    grantOf: (token) => tokens.get(token)?.family.grant,
    end: (which) => {
      for (const { family } of tokens.values()) if (which(family.grant)) family.ended = true
    },
  }
}
