import type { JournalEntry } from '@mmd/jira-sandbox'
import type { LiveSiteReport } from './messages.ts'

type Asked = Pick<JournalEntry, 'time' | 'query' | 'bytes'>

/** Requests that follow one another within so long belong to the same work. */
const closeMs = 400

const numberOf = (query: URLSearchParams, name: string): number => Number(query.get(name) ?? 0)

/** What a refresh asks for: the issues that were changed in the last minutes. */
const deltaOf = (query: string): { readonly startAt: number; readonly maxResults: number } | undefined => {
  const read = new URLSearchParams(query)
  if (!/\bupdated >= -\d+m\b/u.test(read.get('jql') ?? '')) return undefined
  return { startAt: numberOf(read, 'startAt'), maxResults: numberOf(read, 'maxResults') }
}

/** Sums up requests, in their order; `changed` is how many issues were changed lately. */
export const reportOf = (entries: readonly Asked[], changed: number, now: number): LiveSiteReport => {
  const deltas = entries.flatMap(({ query }) => deltaOf(query) ?? [])
  const gaps = entries.slice(1).map(({ time }, at) => time - (entries[at]?.time ?? time))
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
  return {
    requests: entries.length,
    bytes: sum(entries.map(({ bytes }) => bytes)),
    refreshes: deltas.filter(({ startAt }) => startAt === 0).length,
    rows: sum(deltas.map(({ startAt, maxResults }) => Math.max(0, Math.min(maxResults, changed - startAt)))),
    activeMs: sum(gaps.filter((gap) => gap < closeMs)),
    quietMs: now - (entries.at(-1)?.time ?? 0),
  }
}
