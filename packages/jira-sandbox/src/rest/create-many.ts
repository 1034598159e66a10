import type { Answer, Exchange } from '../exchange.ts'
import { type JsonObject, objectBody } from './input.ts'
import { Refusal } from './refusal.ts'

const largestBatch = 50

/**
 * Many new issues at once, each made and told by `create`; what is wrong with one does not keep the others from being
 * made.
 */
export const createMany =
  (create: (element: unknown, exchange: Exchange) => JsonObject) =>
  (exchange: Exchange): Answer => {
    const { issueUpdates } = objectBody(exchange, ['issueUpdates'])
    if (!Array.isArray(issueUpdates) || issueUpdates.length === 0) {
      throw new Refusal(400, 'issueUpdates must not be empty')
    }
    if (issueUpdates.length > largestBatch) throw new Refusal(400, 'No more than 50 issues can be created at once.')
    const issues: JsonObject[] = []
    const errors: JsonObject[] = []
    for (const [failedElementNumber, one] of issueUpdates.entries()) {
      try {
        issues.push(create(one, exchange))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const { status, messages, errors: named } = error
        errors.push({ status, elementErrors: { errorMessages: messages, errors: named }, failedElementNumber })
      }
    }
    return { status: issues.length === 0 ? 400 : 201, json: { issues, errors } }
  }
