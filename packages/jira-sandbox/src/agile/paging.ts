import type { Exchange } from '../exchange.ts'
import { wholeNumber } from '../rest/input.ts'
import { Refusal } from '../rest/refusal.ts'

/** Which part of a list is asked for. */
export interface Window {
  readonly startAt: number
  readonly maxResults: number
}

/** `startAt` and `maxResults` (50) of a request. */
export const windowOf = (exchange: Exchange): Window => {
  const startAt = wholeNumber(exchange, 'startAt', 0)
  const maxResults = wholeNumber(exchange, 'maxResults', 50)
  if (startAt < 0 || maxResults < 0) throw new Refusal(400, 'Paging parameters must not be negative.')
  return { startAt, maxResults: Math.min(maxResults, 1000) }
}

/** A page of a list; lists of sprints do not say how long they are. */
export const page = <T>(
  exchange: Exchange,
  all: readonly T[],
  show: (one: T) => unknown,
  counts = true,
): Readonly<Record<string, unknown>> => {
  const { startAt, maxResults } = windowOf(exchange)
  const values = all.slice(startAt, startAt + maxResults)
  return {
    maxResults,
    startAt,
    ...(counts ? { total: all.length } : {}),
    isLast: startAt + values.length >= all.length,
    values: values.map(show),
  }
}
