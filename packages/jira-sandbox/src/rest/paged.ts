import type { Answer, Exchange } from '../exchange.ts'
import { wholeNumber } from './input.ts'
import { ok } from './refusal.ts'

/** The page of a list that the query asks for, with `isLast`; `size`: what Jira gives when no size was asked for. */
export const paged = (exchange: Exchange, values: readonly unknown[], size = 50): Answer => {
  const startAt = Math.max(0, wholeNumber(exchange, 'startAt', 0))
  const maxResults = Math.max(0, wholeNumber(exchange, 'maxResults', size))
  const shown = values.slice(startAt, startAt + maxResults)
  return ok({
    maxResults,
    startAt,
    total: values.length,
    isLast: startAt + shown.length >= values.length,
    values: shown,
  })
}
