/** Remembers which nonces were used. */
export interface NonceBook {
  has(consumerKey: string, nonce: string): boolean
  /** `timestamp` in seconds. */
  add(consumerKey: string, nonce: string, timestamp: number): void
}

/** How far a timestamp may be off, either way. */
export const timestampWindowSeconds = 300

/** Nonces by consumer; one is forgotten when its timestamp would be refused anyway. `clock` in epoch milliseconds. */
export const createNonceBook = (clock: () => number): NonceBook => {
  const timestamps = new Map<string, number>()
  const idOf = (consumerKey: string, nonce: string): string => JSON.stringify([consumerKey, nonce])
  return {
    has: (consumerKey, nonce) => timestamps.has(idOf(consumerKey, nonce)),
    add: (consumerKey, nonce, timestamp) => {
      const oldest = clock() / 1000 - timestampWindowSeconds
      for (const [id, time] of timestamps) if (time < oldest) timestamps.delete(id)
      timestamps.set(idOf(consumerKey, nonce), timestamp)
    },
  }
}
