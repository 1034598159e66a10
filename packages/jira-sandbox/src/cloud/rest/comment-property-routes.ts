import type { Answer, Exchange, Route } from '../../exchange.ts'
import { jsonBody } from '../../rest/input.ts'
import { get, noContent, ok, Refusal, write } from '../../rest/refusal.ts'
import { visibleIssues } from '../../rest/visible.ts'
import { visibleComments } from '../../world/permissions.ts'
import type { SandboxComment, SandboxIssue } from '../../world/world.ts'

const path = '/comment/:comment/properties'

interface Found {
  readonly issue: SandboxIssue
  readonly comment: SandboxComment
}

const seen = (exchange: Exchange): Found => {
  const { world, user, params } = exchange
  for (const issue of visibleIssues(exchange)) {
    const comment = visibleComments(world, user, issue).find(({ id }) => id === params.comment)
    if (comment !== undefined) return { issue, comment }
  }
  throw new Refusal(404, `Can not find a comment for the id: ${params.comment ?? ''}.`)
}

const keyOf = ({ params }: Exchange): string => params.property ?? ''

const missing = (exchange: Exchange): Refusal => new Refusal(404, `The property ${keyOf(exchange)} does not exist.`)

const replace = ({ issue, comment }: Found, properties: ReadonlyMap<string, unknown>): void => {
  issue.comments = issue.comments.map((one) => (one.id === comment.id ? { ...one, properties } : one))
}

const list = (exchange: Exchange): Answer => {
  const { comment } = seen(exchange)
  return ok({
    keys: [...(comment.properties?.keys() ?? [])].map((key) => ({
      self: `${exchange.baseUrl}/rest/api/2/comment/${comment.id}/properties/${encodeURIComponent(key)}`,
      key,
    })),
  })
}

const one = (exchange: Exchange): Answer => {
  const { properties } = seen(exchange).comment
  const key = keyOf(exchange)
  if (properties?.has(key) !== true) throw missing(exchange)
  return ok({ key, value: properties.get(key) })
}

const set = (exchange: Exchange): Answer => {
  const found = seen(exchange)
  const { properties } = found.comment
  const key = keyOf(exchange)
  replace(found, new Map(properties).set(key, jsonBody(exchange)))
  return { status: properties?.has(key) === true ? 200 : 201 }
}

const remove = (exchange: Exchange): Answer => {
  const found = seen(exchange)
  const left = new Map(found.comment.properties)
  if (!left.delete(keyOf(exchange))) throw missing(exchange)
  replace(found, left)
  return noContent
}

/** Entity properties of a comment. */
export const commentPropertyRoutes: readonly Route[] = [
  get(path, list),
  get(`${path}/:property`, one),
  write('PUT', `${path}/:property`, set),
  write('DELETE', `${path}/:property`, remove),
]
