import type { Answer, Exchange, Route } from '../exchange.ts'
import { commentBody } from '../rest/comment-input.ts'
import { flag, objectBody } from '../rest/input.ts'
import { ok, Refusal } from '../rest/refusal.ts'
import { personJson } from '../rest/user-json.ts'
import { wikiHtml } from '../rest/wiki-html.ts'
import { publicProperty, visiblyPublic } from '../world/public-comments.ts'
import type { SandboxComment } from '../world/world.ts'
import { deskGet, deskPage, deskWrite, isAgent, seenRequest } from './desk.ts'
import { momentJson } from './desk-times.ts'

const commentJson = (exchange: Exchange, comment: SandboxComment): unknown => ({
  id: comment.id,
  body: comment.body,
  ...((exchange.query.get('expand') ?? '').includes('renderedBody')
    ? { renderedBody: { html: wikiHtml(comment.body) } }
    : {}),
  public: visiblyPublic(comment),
  author: personJson(exchange, comment.authorKey),
  created: momentJson(comment.created),
  _links: {
    self: `${exchange.baseUrl}/rest/servicedeskapi/request/${exchange.params.key ?? ''}/comment/${comment.id}`,
  },
})

/** Adds a comment of the caller to the request of the path; only agents write notes that customers do not read. */
export const addComment = (exchange: Exchange, text: unknown, isPublic: boolean): SandboxComment => {
  const issue = seenRequest(exchange)
  if (!isPublic && !isAgent(exchange, exchange.user)) throw new Refusal(403, 'Only agents can write internal comments.')
  const key = exchange.user?.key ?? null
  const comment: SandboxComment = {
    id: String(exchange.world.nextId()),
    authorKey: key,
    updateAuthorKey: key,
    body: commentBody(text),
    created: exchange.now,
    updated: exchange.now,
    properties: new Map([[publicProperty, { internal: !isPublic }]]),
  }
  issue.comments = [...issue.comments, comment]
  issue.updated = exchange.now
  return comment
}

const shownTo = (exchange: Exchange): readonly SandboxComment[] => {
  const { user } = exchange
  const seesNotes = isAgent(exchange, user) && (flag(exchange, 'internal') ?? true)
  const wantsPublic = flag(exchange, 'public') ?? true
  return seenRequest(exchange).comments.filter((comment) => (visiblyPublic(comment) ? wantsPublic : seesNotes))
}

const add = (exchange: Exchange): Answer => {
  const { body, public: isPublic = true } = objectBody(exchange, ['body', 'public'])
  if (typeof isPublic !== 'boolean') throw new Refusal(400, 'public is true or false.')
  return { status: 201, json: commentJson(exchange, addComment(exchange, body, isPublic)) }
}

/** What customers and agents tell each other, and what agents tell themselves. */
export const deskCommentRoutes: readonly Route[] = [
  deskGet('/request/:key/comment', (exchange) =>
    ok(deskPage(exchange, shownTo(exchange), (comment) => commentJson(exchange, comment))),
  ),
  deskWrite('POST', '/request/:key/comment', add),
  deskGet('/request/:key/comment/:id', (exchange) => {
    const comment = shownTo(exchange).find(({ id }) => id === exchange.params.id)
    if (comment === undefined) throw new Refusal(404, 'The comment does not exist.')
    return ok(commentJson(exchange, comment))
  }),
]
