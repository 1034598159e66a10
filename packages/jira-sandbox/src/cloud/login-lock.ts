/** Locks accounts out that were tried with too many wrong secrets in a row. */
export interface LoginLock {
  isLocked(userKey: string): boolean
  fail(userKey: string): void
  /** The right secret, or a login in the browser. */
  pass(userKey: string): void
}

/** A lock that closes after `limit` failures; 0: never. */
export const createLoginLock = (limit: number): LoginLock => {
  const failures = new Map<string, number>()
  const count = (userKey: string): number => failures.get(userKey) ?? 0
  return {
    isLocked: (userKey) => limit > 0 && count(userKey) >= limit,
    fail: (userKey) => void failures.set(userKey, count(userKey) + 1),
    pass: (userKey) => void failures.delete(userKey),
  }
}
