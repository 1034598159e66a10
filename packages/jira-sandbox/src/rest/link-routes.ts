import type { Answer, Exchange, Route } from '../exchange.ts'
import { linkTypes } from '../world/catalogue.ts'
import type { SandboxIssue } from '../world/world.ts'
import { FieldError, namedRow } from './edit-values.ts'
import { changeableIssue, demand } from './find.ts'
import { isObject, objectBody } from './input.ts'
import { joinIssues } from './link-input.ts'
import { noContent, Refusal, write } from './refusal.ts'

const end = (exchange: Exchange, value: unknown): SandboxIssue => {
  const key = isObject(value) ? (value.key ?? value.id) : undefined
  if (typeof key !== 'string') throw new Refusal(400, 'A link joins an inwardIssue and an outwardIssue.')
  return changeableIssue(exchange, key)
}

const create = (exchange: Exchange): Answer => {
  const body = objectBody(exchange, ['type', 'inwardIssue', 'outwardIssue', 'comment'])
  const inward = end(exchange, body.inwardIssue)
  const outward = end(exchange, body.outwardIssue)
  demand(exchange, inward, 'LINK_ISSUES', 401, 'No Link Issue Permission for issue.')
  try {
    joinIssues(inward, outward, namedRow(body.type, linkTypes, 'Issue link type'), String(exchange.world.nextId()))
  } catch (error) {
    if (error instanceof FieldError) throw new Refusal(404, error.message)
    throw error
  }
  inward.updated = exchange.now
  outward.updated = exchange.now
  return { status: 201 }
}

const remove = (exchange: Exchange): Answer => {
  const { id } = exchange.params
  const ends = exchange.world.issues.filter(({ links }) => links.some((link) => link.id === id))
  const [first] = ends
  if (first === undefined) throw new Refusal(404, `No issue link with id '${id ?? ''}' exists.`)
  changeableIssue(exchange, first.key)
  demand(exchange, first, 'LINK_ISSUES', 401, 'No Link Issue Permission for issue.')
  for (const issue of ends) issue.links = issue.links.filter((link) => link.id !== id)
  return noContent
}

/** Links between issues; the answer to a new one has no body, so its id must be read from the issue. */
export const linkRoutes: readonly Route[] = [
  write('POST', '/issueLink', create),
  write('DELETE', '/issueLink/:id', remove),
]
