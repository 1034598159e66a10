import type { Answer, Exchange, Route } from '../exchange.ts'
import { visibleComments } from '../world/permissions.ts'
import { seenComment } from './comment-change.ts'
import { commentJson } from './comment-json.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { jsonBody } from './input.ts'
import { get, loggedIn, noContent, ok, Refusal, write } from './refusal.ts'
import { personJson } from './user-json.ts'
import { formatTime } from './view.ts'

const pin = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  const comment = seenComment(exchange, issue)
  demand(exchange, issue, 'ADD_COMMENTS', 403, 'You do not have the permission to pin comments of this issue.')
  const wanted = jsonBody(exchange)
  if (typeof wanted !== 'boolean') throw new Refusal(400, 'Whether a comment is pinned is true or false.')
  if (wanted) comment.pinned = { byKey: loggedIn(exchange).key, at: exchange.now }
  else delete comment.pinned
  return noContent
}

const list = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  return ok(
    visibleComments(exchange.world, exchange.user, issue).flatMap((comment) =>
      comment.pinned === undefined
        ? []
        : [
            {
              comment: commentJson(exchange, issue, comment),
              pinnedBy: personJson(exchange, comment.pinned.byKey),
              pinnedDate: formatTime(comment.pinned.at),
            },
          ],
    ),
  )
}

/** Comments that are pinned (from 10.0). */
export const pinRoutes: readonly Route[] = [
  write('PUT', '/issue/:key/comment/:id/pin', pin),
  get('/issue/:key/pinned-comments', list),
]
