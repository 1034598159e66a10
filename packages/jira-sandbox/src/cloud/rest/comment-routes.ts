import type { Answer, Exchange, Route } from '../../exchange.ts'
import { commentToChange, issueToCommentOn, removeComment, seenComment } from '../../rest/comment-change.ts'
import { commentBody, newComment } from '../../rest/comment-input.ts'
import { commentJson } from '../../rest/comment-json.ts'
import { seenIssue } from '../../rest/find.ts'
import { type JsonObject, objectBody, wholeNumber, wordList } from '../../rest/input.ts'
import { get, noContent, ok, postQuery, Refusal, write } from '../../rest/refusal.ts'
import { visibleIssues } from '../../rest/visible.ts'
import { visibleComments } from '../../world/permissions.ts'
import type { SandboxComment, SandboxIssue } from '../../world/world.ts'
import type { CloudApi } from './cloud-api.ts'
import { isPublic, propertiesJson, readProperties, readVisibility, visibilityJson } from './comment-input.ts'

const path = '/issue/:key/comment'
const members = 'body,visibility,properties,id,author,updateAuthor,created,updated,self,renderedBody,jsdPublic'.split(
  ',',
)
const standardPage = 100
const mostIds = 1000

const shown = (exchange: Exchange, issue: SandboxIssue, comment: SandboxComment): JsonObject => {
  const expand = wordList(exchange.query.getAll('expand'))
  return {
    ...commentJson(exchange, issue, comment, expand.includes('renderedBody')),
    ...(comment.visibility === undefined ? {} : { visibility: visibilityJson(comment.visibility) }),
    jsdPublic: isPublic(comment),
    ...(expand.includes('properties') ? { properties: propertiesJson(comment.properties) } : {}),
  }
}

const list = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  const order = exchange.query.get('orderBy') ?? 'created'
  if (!/^[+ -]?created$/u.test(order)) throw new Refusal(400, `Can not order comments by '${order}'.`)
  const startAt = Math.max(0, wholeNumber(exchange, 'startAt', 0))
  const asked = wholeNumber(exchange, 'maxResults', standardPage)
  const comments = visibleComments(exchange.world, exchange.user, issue)
  const ordered = order === '-created' ? comments.toReversed() : comments
  return ok({
    startAt,
    maxResults: asked,
    total: comments.length,
    comments: ordered.slice(startAt, startAt + asked).map((one) => shown(exchange, issue, one)),
  })
}

const add = ({ switches }: CloudApi, exchange: Exchange): Answer => {
  const issue = issueToCommentOn(exchange)
  if (issue.comments.length >= switches.mostComments) {
    throw new Refusal(413, `An issue can have no more than ${switches.mostComments} comments.`)
  }
  const body = objectBody(exchange, [...members, 'parentId'])
  const properties = readProperties(body)
  const comment: SandboxComment = {
    ...newComment(commentBody(body.body), readVisibility(body, exchange), exchange),
    ...(properties === undefined ? {} : { properties }),
  }
  issue.comments = [...issue.comments, comment]
  issue.updated = exchange.now
  return { status: 201, json: shown(exchange, issue, comment) }
}

const update = (exchange: Exchange): Answer => {
  const { issue, comment } = commentToChange(exchange, 'EDIT')
  const body = objectBody(exchange, members)
  const text = commentBody(body.body)
  const { visibility: _, ...kept } = comment
  const visibility = readVisibility(body, exchange)
  const properties = readProperties(body)
  const changed: SandboxComment = {
    ...kept,
    body: text,
    updated: exchange.now,
    updateAuthorKey: exchange.user?.key ?? null,
    ...(visibility === undefined ? {} : { visibility }),
    // Properties that are not named stay: a comment that was internal is still internal.
    ...(properties === undefined ? {} : { properties: new Map([...(comment.properties ?? []), ...properties]) }),
  }
  issue.comments = issue.comments.map((one) => (one.id === comment.id ? changed : one))
  issue.updated = exchange.now
  return ok(shown(exchange, issue, changed))
}

const remove = (exchange: Exchange): Answer => {
  removeComment(exchange)
  return noContent
}

const byIds = (exchange: Exchange): Answer => {
  const { world, user } = exchange
  const { ids } = objectBody(exchange, ['ids'])
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > mostIds || !ids.every(Number.isInteger)) {
    throw new Refusal(400, 'The ids are a list of 1 to 1000 comment ids.')
  }
  const wanted = new Set(ids.map(String))
  const values = visibleIssues(exchange).flatMap((issue) =>
    visibleComments(world, user, issue)
      .filter(({ id }) => wanted.has(id))
      .map((comment) => shown(exchange, issue, comment)),
  )
  return ok({ maxResults: mostIds, startAt: 0, total: values.length, isLast: true, values })
}

/** Comments of an issue, and comments by id. */
export const cloudCommentRoutes = (api: CloudApi): readonly Route[] => [
  get(path, list),
  write('POST', path, (exchange) => add(api, exchange)),
  get(`${path}/:id`, (exchange) => {
    const issue = seenIssue(exchange)
    return ok(shown(exchange, issue, seenComment(exchange, issue)))
  }),
  write('PUT', `${path}/:id`, update),
  write('DELETE', `${path}/:id`, remove),
  postQuery('/comment/list', byIds),
]
