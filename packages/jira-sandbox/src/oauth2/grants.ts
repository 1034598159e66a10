import { randomBytes } from 'node:crypto'
import type { Scope } from '../exchange.ts'
import type { Challenge } from './pkce.ts'
import { makeToken } from './token-text.ts'

/** An authorization code and what it was given for. */
export interface CodeRecord {
  readonly code: string
  readonly clientId: string
  readonly userKey: string
  readonly redirectUri: string
  readonly scope: Scope
  readonly challenge: Challenge | undefined
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** An access and a refresh token that live and die together. */
export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly clientId: string
  readonly userKey: string
  readonly scope: Scope
  readonly redirectUri: string
  /** The code at the start of the line; replaying it ends the whole line. */
  readonly code: string
  readonly createdAt: number
  readonly accessExpiresAt: number
  readonly refreshExpiresAt: number
}

export interface GrantLifetimes {
  readonly codeSeconds: number
  readonly accessSeconds: number
  readonly refreshSeconds: number
}

export interface GrantBook {
  readonly lifetimes: GrantLifetimes
  issueCode(request: Omit<CodeRecord, 'code' | 'expiresAt'>): string
  /** Undefined when it was never issued or is too old. */
  findCode(code: string): CodeRecord | undefined
  wasRedeemed(code: string): boolean
  redeem(record: CodeRecord): TokenPair
  /** Deletes the pair and issues the next one. */
  rotate(pair: TokenPair): TokenPair
  /** Undefined when unknown, rotated away, revoked or expired. */
  findByAccessToken(token: string): TokenPair | undefined
  findByRefreshToken(token: string): TokenPair | undefined
  revoke(which: (pair: TokenPair) => boolean): void
  expireAccessTokens(): void
}

/** Codes and token pairs of one sandbox. */
export const createGrantBook = (clock: () => number, lifetimes: GrantLifetimes): GrantBook => {
  const codes = new Map<string, CodeRecord>()
  const redeemed = new Set<string>()
  const pairs = new Set<TokenPair>()

  const issue = (line: Pick<TokenPair, 'clientId' | 'userKey' | 'scope' | 'redirectUri' | 'code'>): TokenPair => {
    const createdAt = clock()
    const { clientId, userKey, scope, redirectUri, code } = line
    const pair: TokenPair = {
      clientId,
      userKey,
      scope,
      redirectUri,
      code,
      createdAt,
      accessToken: makeToken(),
      refreshToken: makeToken(),
      accessExpiresAt: createdAt + lifetimes.accessSeconds * 1000,
      refreshExpiresAt: createdAt + lifetimes.refreshSeconds * 1000,
    }
    pairs.add(pair)
    return pair
  }
  const find = (matches: (pair: TokenPair) => boolean): TokenPair | undefined => [...pairs].find(matches)
  const expired = new WeakSet<TokenPair>()

  return {
    lifetimes,
    issueCode: (request) => {
      const code = randomBytes(16).toString('hex')
      codes.set(code, { ...request, code, expiresAt: clock() + lifetimes.codeSeconds * 1000 })
      return code
    },
    findCode: (code) => {
      const record = codes.get(code)
      return record === undefined || record.expiresAt <= clock() ? undefined : record
    },
    wasRedeemed: (code) => redeemed.has(code),
    redeem: (record) => {
      redeemed.add(record.code)
      return issue(record)
    },
    rotate: (pair) => {
      pairs.delete(pair)
      return issue(pair)
    },
    findByAccessToken: (token) =>
      find((pair) => pair.accessToken === token && pair.accessExpiresAt > clock() && !expired.has(pair)),
    findByRefreshToken: (token) => find((pair) => pair.refreshToken === token && pair.refreshExpiresAt > clock()),
    revoke: (which) => {
      for (const pair of pairs) if (which(pair)) pairs.delete(pair)
    },
    expireAccessTokens: () => {
      for (const pair of pairs) expired.add(pair)
    },
  }
}
