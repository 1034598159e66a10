import type { Answer, Exchange, Route } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'

/** An error of a bulk operation: its envelope is like no other. */
export const bulkError = (status: number, ...messages: readonly string[]): Answer => ({
  status,
  json: { errors: messages.map((message) => ({ message })) },
})

const inBulkForm = (answer: Answer): Answer => {
  if (answer.status < 400 || !isObject(answer.json) || !Array.isArray(answer.json.errorMessages)) return answer
  const { errorMessages, errors } = answer.json
  const named = isObject(errors) ? Object.values(errors) : []
  return bulkError(answer.status, ...errorMessages.map(String), ...named.map(String))
}

/** A route whose refusals have the envelope of bulk operations. */
export const withBulkErrors = (route: Route): Route => ({
  ...route,
  handle: async (exchange: Exchange) => inBulkForm(await route.handle(exchange)),
})
