import { randomBytes } from 'node:crypto'

/** A personal access token without its secret. */
export interface PatRecord {
  readonly id: number
  readonly name: string
  readonly userKey: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds; undefined: never. */
  readonly expiresAt: number | undefined
}

export interface PatBook {
  /** `days` undefined: a token without end. */
  issue(
    userKey: string,
    name: string,
    days: number | undefined,
  ): { readonly record: PatRecord; readonly rawToken: string }
  /** Undefined when unknown, revoked or expired. */
  findByToken(rawToken: string): PatRecord | undefined
  listOf(userKey: string): readonly PatRecord[]
  /** False when the user has no such token. */
  revoke(userKey: string, id: number): boolean
  revokeAll(): void
}

const dayMs = 86_400_000

/** Personal access tokens of one sandbox. */
export const createPatBook = (clock: () => number): PatBook => {
  const records = new Map<string, PatRecord>()
  let lastId = 0
  return {
    issue: (userKey, name, days) => {
      const createdAt = clock()
      const expiresAt = days === undefined ? undefined : createdAt + days * dayMs
      const record = { id: ++lastId, name, userKey, createdAt, expiresAt }
      const rawToken = Buffer.concat([Buffer.from(`${100_000 + lastId}:`), randomBytes(26)]).toString('base64')
      records.set(rawToken, record)
      return { record, rawToken }
    },
    findByToken: (rawToken) => {
      const record = records.get(rawToken)
      return record?.expiresAt !== undefined && record.expiresAt <= clock() ? undefined : record
    },
    listOf: (userKey) => [...records.values()].filter((record) => record.userKey === userKey),
    revoke: (userKey, id) => {
      const found = [...records].find(([, record]) => record.userKey === userKey && record.id === id)
      return found !== undefined && records.delete(found[0])
    },
    revokeAll: () => records.clear(),
  }
}
