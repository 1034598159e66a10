import { createHash } from 'node:crypto'

const pattern = /^712020:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** The account id of the person with a user key: always the same, and with a colon in it. */
export const accountIdOf = (key: string): string => {
  const hex = createHash('sha256').update(key).digest('hex')
  return `712020:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')}`
}

/** True for what looks like an account id of this sandbox. */
export const isAccountId = (value: unknown): value is string => typeof value === 'string' && pattern.test(value)
