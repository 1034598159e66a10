import type { Answer, Exchange, Route } from '../exchange.ts'
import type { SandboxIssue } from '../world/world.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { jsonBody } from './input.ts'
import { isText, listOf, required } from './payload.ts'
import { loggedIn, noContent, Refusal, write } from './refusal.ts'

const demandRight = (exchange: Exchange, issue: SandboxIssue): void =>
  demand(exchange, issue, 'ADMINISTER_PROJECTS', 403, 'You do not have permission to archive this issue.')

const putAway = (exchange: Exchange, key?: string): void => {
  const issue = changeableIssue(exchange, key)
  demandRight(exchange, issue)
  issue.archived = { byKey: loggedIn(exchange).key, at: exchange.now }
}

const archive = (exchange: Exchange): Answer => {
  putAway(exchange)
  return noContent
}

const restore = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  demandRight(exchange, issue)
  if (issue.archived === undefined) throw new Refusal(403, 'This issue is not archived.')
  delete issue.archived
  return noContent
}

/** One line for each key: that it is archived, or why it is not. */
const archiveMany = (exchange: Exchange): Answer => {
  const lines = required(jsonBody(exchange), listOf(isText, 1000)).map((key) => {
    try {
      putAway(exchange, key)
      return `${key}: archived\n`
    } catch (error) {
      if (error instanceof Refusal) return `${key}: ${error.messages.join(' ')}\n`
      throw error
    }
  })
  return { status: 200, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, text: lines.join('') }
}

/** Issues put away and brought back. */
export const archiveRoutes: readonly Route[] = [
  write('PUT', '/issue/:key/archive', archive),
  write('PUT', '/issue/:key/restore', restore),
  write('POST', '/issue/archive', archiveMany),
]
