import type { Answer, Exchange, Route } from '../exchange.ts'
import { visibleComments } from '../world/permissions.ts'
import type { SandboxComment, SandboxIssue } from '../world/world.ts'
import { commentToChange, issueToCommentOn, removeComment, seenComment } from './comment-change.ts'
import { commentBody, commentProperties, commentVisibility, newComment } from './comment-input.ts'
import { commentJson } from './comment-json.ts'
import { seenIssue } from './find.ts'
import { objectBody, wholeNumber, wordList } from './input.ts'
import { get, noContent, ok, Refusal, write } from './refusal.ts'

const path = '/issue/:key/comment'
const members = [
  'body',
  'visibility',
  'properties',
  'id',
  'author',
  'updateAuthor',
  'created',
  'updated',
  'self',
  'renderedBody',
]

// What Jira calls "all": 8.x and later say it when no page was asked for.
const everything = 1_048_576

const shows = ({ query }: Exchange, what: 'renderedBody' | 'properties'): boolean =>
  wordList(query.getAll('expand')).includes(what)

const shown = (exchange: Exchange, issue: SandboxIssue, comment: SandboxComment): unknown =>
  commentJson(exchange, issue, comment, shows(exchange, 'renderedBody'), shows(exchange, 'properties'))

const list = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  const order = exchange.query.get('orderBy') ?? 'created'
  if (order !== 'created' && order !== '-created' && order !== '+created') {
    throw new Refusal(400, `Can not order comments by '${order}'.`)
  }
  const paged = exchange.query.has('startAt') || exchange.query.has('maxResults')
  const startAt = wholeNumber(exchange, 'startAt', 0)
  const maxResults = wholeNumber(exchange, 'maxResults', paged ? 50 : everything)
  const comments = visibleComments(exchange.world, exchange.user, issue)
  const ordered = order === '-created' ? comments.toReversed() : comments
  return ok({
    startAt,
    maxResults,
    total: comments.length,
    comments: ordered.slice(startAt, startAt + maxResults).map((one) => shown(exchange, issue, one)),
  })
}

const add = (exchange: Exchange): Answer => {
  const issue = issueToCommentOn(exchange)
  const body = objectBody(exchange, members)
  const comment = newComment(
    commentBody(body.body),
    commentVisibility(body, exchange),
    exchange,
    commentProperties(body),
  )
  issue.comments = [...issue.comments, comment]
  issue.updated = exchange.now
  return { status: 201, json: shown(exchange, issue, comment) }
}

const update = (exchange: Exchange): Answer => {
  const { issue, comment } = commentToChange(exchange, 'EDIT')
  const body = objectBody(exchange, members)
  const visibility = commentVisibility(body, exchange)
  comment.body = commentBody(body.body)
  // A comment that is sent without its visibility loses it on most sites.
  if (visibility !== undefined) comment.visibility = visibility
  else if (exchange.release?.rest?.keepsCommentVisibility !== true) delete comment.visibility
  comment.updated = exchange.now
  comment.updateAuthorKey = exchange.user?.key ?? null
  issue.updated = exchange.now
  return ok(shown(exchange, issue, comment))
}

const remove = (exchange: Exchange): Answer => {
  removeComment(exchange)
  return noContent
}

/** Comments of an issue. */
export const commentRoutes: readonly Route[] = [
  get(path, list),
  write('POST', path, add),
  get(`${path}/:id`, (exchange) => {
    const issue = seenIssue(exchange)
    return ok(shown(exchange, issue, seenComment(exchange, issue)))
  }),
  write('PUT', `${path}/:id`, update),
  write('DELETE', `${path}/:id`, remove),
]
