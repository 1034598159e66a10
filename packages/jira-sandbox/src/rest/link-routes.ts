import type { Answer, Exchange, Route } from '../exchange.ts'
import { linkTypes } from '../world/catalogue.ts'
import type { SandboxIssue } from '../world/world.ts'
import { FieldError, namedRow } from './edit-values.ts'
import { changeableIssue, demand } from './find.ts'
import { isObject, objectBody } from './input.ts'
import { linkHead, neighbourJson } from './issue-fields.ts'
import { joinIssues } from './link-input.ts'
import { get, noContent, ok, Refusal, write } from './refusal.ts'
import { visibleIssues } from './visible.ts'

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

const one = (exchange: Exchange): Answer => {
  const { params } = exchange
  const [first, second] = visibleIssues(exchange).filter(({ links }) => links.some(({ id }) => id === params.id))
  const link = first?.links.find(({ id }) => id === params.id)
  if (first === undefined || second === undefined || link === undefined) {
    throw new Refusal(404, `No issue link with id '${params.id ?? ''}' exists.`)
  }
  const [inward, outward] = link.direction === 'outward' ? [first, second] : [second, first]
  return ok({
    ...linkHead(exchange, link),
    inwardIssue: neighbourJson(exchange, inward),
    outwardIssue: neighbourJson(exchange, outward),
  })
}

/** Links between issues; the answer to a new one has no body, so its id must be read from the issue. */
export const linkRoutes: readonly Route[] = [
  write('POST', '/issueLink', create),
  get('/issueLink/:id', one),
  write('DELETE', '/issueLink/:id', remove),
]
