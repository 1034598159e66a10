import type { Exchange } from '../../exchange.ts'
import { Refusal } from '../../rest/refusal.ts'
import { withQuery } from '../../with-query.ts'

/** A stretch of a list. */
export interface Stretch {
  readonly startAt: number
  readonly maxResults: number
}

const whole = ({ query }: Exchange, name: string, fallback: number): number => {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  if (!/^-?\d{1,9}$/u.test(text)) throw new Refusal(400, `The value of '${name}' is not a number.`)
  return Number(text)
}

/** The stretch that a query asks for; more than `most` is cut without a word. */
export const stretchOf = (exchange: Exchange, standard: number, most: number): Stretch => ({
  startAt: Math.max(0, whole(exchange, 'startAt', 0)),
  maxResults: Math.min(most, Math.max(0, whole(exchange, 'maxResults', standard))),
})

/** A page with `values`, `total` and `isLast`. */
export const pageOf = (
  exchange: Exchange,
  rows: readonly unknown[],
  { startAt, maxResults }: Stretch,
): Readonly<Record<string, unknown>> => {
  const end = startAt + maxResults
  const isLast = end >= rows.length
  const address = (at: number): string => {
    const query = new URLSearchParams(exchange.query)
    query.set('startAt', String(at))
    query.set('maxResults', String(maxResults))
    return withQuery(`${exchange.baseUrl}${exchange.path}`, query)
  }
  return {
    self: address(startAt),
    ...(isLast ? {} : { nextPage: address(end) }),
    maxResults,
    startAt,
    total: rows.length,
    isLast,
    values: rows.slice(startAt, end),
  }
}
