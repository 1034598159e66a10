import type { Answer, Exchange, Route } from '../../exchange.ts'
import { commentBody, newComment } from '../../rest/comment-input.ts'
import { isObject, jsonBody } from '../../rest/input.ts'
import { linkRoutes } from '../../rest/link-routes.ts'
import { ok, postQuery } from '../../rest/refusal.ts'
import type { SandboxIssue } from '../../world/world.ts'
import type { CloudApi } from './cloud-api.ts'
import { readVisibility } from './comment-input.ts'

const create = linkRoutes.find(({ method }) => method === 'POST')

const end = ({ world }: Exchange, value: unknown): SandboxIssue | undefined => {
  const named = isObject(value) ? (value.key ?? value.id) : undefined
  return typeof named === 'string' ? world.findIssue(named) : undefined
}

/** A new link, and the comment that may come along with it. */
export const cloudLinkRoutes = ({ switches }: CloudApi): readonly Route[] => {
  if (create === undefined) return []
  const comments = (exchange: Exchange): Answer => {
    const body = jsonBody(exchange)
    if (!isObject(body) || !isObject(body.comment)) return ok(undefined)
    const text = commentBody(body.comment.body)
    const visibility = readVisibility(body.comment, exchange)
    const issue = end(exchange, switches.linkCommentGoesTo === 'outward' ? body.outwardIssue : body.inwardIssue)
    if (issue !== undefined) issue.comments = [...issue.comments, newComment(text, visibility, exchange)]
    return ok(undefined)
  }
  return [
    {
      ...create,
      handle: async (exchange) => {
        const answer = await create.handle(exchange)
        if (answer.status !== 201) return answer
        const added = await postQuery('', comments).handle(exchange)
        return added.status === 200 ? answer : added
      },
    },
  ]
}
