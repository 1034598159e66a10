/** One request that the sandbox was asked. */
export interface JournalEntry {
  /** When it came in, epoch milliseconds by the sandbox's clock. */
  readonly time: number
  readonly method: string
  /** Below the context path, without the query; the whole path when it lies outside. */
  readonly path: string
  /** The query with secrets masked. */
  readonly query: string
  /** Login name; undefined: anonymous, or never looked at. */
  readonly user: string | undefined
  /** 0: the connection was dropped, nothing came back. */
  readonly status: number
  /** Size of the answer's body. */
  readonly bytes: number
}

/** A condition on entries, or a request line such as `GET /rest/api/2/search`. */
export type JournalMatcher = string | ((entry: JournalEntry) => boolean)

export interface Journal {
  readonly entries: readonly JournalEntry[]
  count(matcher: JournalMatcher): number
  /** Entries of a method whose path the pattern matches. */
  matching(method: string, path: RegExp): readonly JournalEntry[]
  /** The first matching entry, as soon as there is one. */
  waitFor(matcher: JournalMatcher): Promise<JournalEntry>
  clear(): void
}

/** The journal as the server sees it. */
export interface JournalWriter extends Journal {
  add(entry: JournalEntry): void
}

const secretNames =
  /^(?:.*token|.*secret|.*password|code|code_verifier|os_destination|oauth_verifier|oauth_signature)$/iu

/** A query with the values of everything secret masked; a destination may hold a whole query of its own. */
export const maskQuery = (query: URLSearchParams): string =>
  new URLSearchParams(
    [...query].map(([name, value]): [string, string] => [name, secretNames.test(name) ? '***' : value]),
  ).toString()

/** A journal that keeps the last `limit` requests. */
export const createJournal = (limit = 20_000): JournalWriter => {
  const entries: JournalEntry[] = []
  const waiting = new Set<{
    readonly matches: (entry: JournalEntry) => boolean
    readonly done: (e: JournalEntry) => void
  }>()
  const toTest = (matcher: JournalMatcher): ((entry: JournalEntry) => boolean) =>
    typeof matcher === 'string' ? (entry) => `${entry.method} ${entry.path}` === matcher : matcher
  return {
    entries,
    count: (matcher) => entries.filter(toTest(matcher)).length,
    matching: (method, path) => entries.filter((entry) => entry.method === method && path.test(entry.path)),
    waitFor: (matcher) => {
      const matches = toTest(matcher)
      const found = entries.find(matches)
      if (found !== undefined) return Promise.resolve(found)
      return new Promise((done) => void waiting.add({ matches, done }))
    },
    clear: () => void entries.splice(0),
    add: (entry) => {
      entries.push(entry)
      if (entries.length > limit) entries.shift()
      for (const waiter of waiting) {
        if (!waiter.matches(entry)) continue
        waiting.delete(waiter)
        waiter.done(entry)
      }
    },
  }
}
