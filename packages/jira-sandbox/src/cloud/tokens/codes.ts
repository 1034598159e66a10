import { randomBytes } from 'node:crypto'
import type { Challenge } from '../../oauth2/pkce.ts'
import type { AccessGrant } from './access-tokens.ts'

/** What a code was given out for. */
export interface CodeRecord {
  readonly grant: AccessGrant
  readonly redirectUri: string
  readonly challenge: Challenge | undefined
}

export interface CodeBook {
  issue(record: CodeRecord): string
  /** Undefined when it was never issued, is too old, or was used. */
  find(code: string): CodeRecord | undefined
  use(code: string): void
  clear(): void
}

/** The authorization codes of one sandbox. */
export const createCodeBook = (clock: () => number, lifetimeSeconds: number): CodeBook => {
  const codes = new Map<string, { readonly record: CodeRecord; readonly expiresAt: number }>()
  return {
    issue: (record) => {
      const code = randomBytes(24).toString('base64url')
      codes.set(code, { record, expiresAt: clock() + lifetimeSeconds * 1000 })
      return code
    },
    find: (code) => {
      const entry = codes.get(code)
      return entry === undefined || entry.expiresAt <= clock() ? undefined : entry.record
    },
    use: (code) => void codes.delete(code),
    clear: () => codes.clear(),
  }
}
