import type { Answer, Exchange, Route } from '../exchange.ts'
import { seenIssue } from './find.ts'
import { isObject, objectBody } from './input.ts'
import { noContent, Refusal, write } from './refusal.ts'

const groups = ['reporter', 'assignee', 'watchers', 'voters'] as const

/** Checks what a message is and whom it is for; nobody gets mail from a sandbox. */
const notify = (exchange: Exchange): Answer => {
  seenIssue(exchange)
  const { to } = objectBody(exchange, ['subject', 'textBody', 'htmlBody', 'to', 'restrict'])
  const named = isObject(to) && [to.users, to.groups].some((list) => Array.isArray(list) && list.length > 0)
  if (!named && !(isObject(to) && groups.some((group) => to[group] === true))) {
    throw new Refusal(400, 'No recipients were defined for notification.')
  }
  return noContent
}

/** A message about an issue to people. */
export const notifyRoute: Route = write('POST', '/issue/:key/notify', notify)
