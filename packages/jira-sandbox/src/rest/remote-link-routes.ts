import type { Answer, Exchange, Route } from '../exchange.ts'
import type { SandboxIssue, SandboxRemoteLink } from '../world/world.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { isObject, type JsonObject, objectBody } from './input.ts'
import { isText, optional } from './payload.ts'
import { get, noContent, ok, Refusal, write } from './refusal.ts'

const path = '/issue/:key/remotelink'
const members = ['globalId', 'application', 'relationship', 'object']

const shown = ({ baseUrl }: Exchange, issue: SandboxIssue, link: SandboxRemoteLink): JsonObject => ({
  id: link.id,
  self: `${baseUrl}/rest/api/2/issue/${issue.key}/remotelink/${link.id}`,
  ...(link.globalId === undefined ? {} : { globalId: link.globalId }),
  application: link.application ?? {},
  ...(link.relationship === undefined ? {} : { relationship: link.relationship }),
  object: link.object,
})

const list = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  const links = issue.remoteLinks ?? []
  const globalId = exchange.query.get('globalId')
  if (globalId === null) return ok(links.map((link) => shown(exchange, issue, link)))
  const found = links.find((link) => link.globalId === globalId)
  if (found === undefined) throw new Refusal(404, 'A remote link with the given globalId does not exist.')
  return ok(shown(exchange, issue, found))
}

const isAddress = (value: unknown): boolean => typeof value === 'string' && value.length <= 2000 && URL.canParse(value)

const read = (exchange: Exchange): Omit<SandboxRemoteLink, 'id'> => {
  const body = objectBody(exchange, members)
  const { object, application } = body
  if (!isObject(object) || typeof object.title !== 'string' || object.title.trim() === '') {
    throw new Refusal(400, [], { title: "'title' is required." })
  }
  if (!isAddress(object.url)) throw new Refusal(400, [], { url: "'url' is required, and has to be an address." })
  const globalId = optional(body.globalId, isText)
  const relationship = optional(body.relationship, isText)
  if ((globalId?.length ?? 0) > 255)
    throw new Refusal(400, [], { globalId: 'The globalId has at most 255 characters.' })
  return {
    ...(globalId === undefined ? {} : { globalId }),
    ...(isObject(application) ? { application } : {}),
    ...(relationship === undefined ? {} : { relationship }),
    object: { icon: {}, status: { icon: {} }, ...object },
  }
}

const linkable = (exchange: Exchange): SandboxIssue => {
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'LINK_ISSUES', 403, 'You do not have permission to link issues in this project.')
  return issue
}

const put = (issue: SandboxIssue, link: SandboxRemoteLink): void => {
  const links = issue.remoteLinks ?? []
  const isKnown = links.some(({ id }) => id === link.id)
  issue.remoteLinks = isKnown ? links.map((one) => (one.id === link.id ? link : one)) : [...links, link]
}

const upsert = (exchange: Exchange): Answer => {
  const issue = linkable(exchange)
  const link = read(exchange)
  // Without a global id each attempt makes a new link.
  const known = (issue.remoteLinks ?? []).find(({ globalId }) => globalId !== undefined && globalId === link.globalId)
  const id = known?.id ?? exchange.world.nextId()
  put(issue, { ...link, id })
  return {
    status: known === undefined ? 201 : 200,
    json: { id, self: `${exchange.baseUrl}/rest/api/2/issue/${issue.key}/remotelink/${id}` },
  }
}

const known = ({ params }: Exchange, issue: SandboxIssue): SandboxRemoteLink => {
  const link = (issue.remoteLinks ?? []).find(({ id }) => String(id) === params.id)
  if (link === undefined) throw new Refusal(404, 'The remote link does not exist.')
  return link
}

const removeOne = (exchange: Exchange): Answer => {
  const issue = linkable(exchange)
  const { id } = known(exchange, issue)
  issue.remoteLinks = (issue.remoteLinks ?? []).filter((link) => link.id !== id)
  return noContent
}

const removeByGlobalId = (exchange: Exchange): Answer => {
  const issue = linkable(exchange)
  const globalId = exchange.query.get('globalId')
  const links = issue.remoteLinks ?? []
  if (globalId === null) throw new Refusal(400, "The 'globalId' is required.")
  const left = links.filter((link) => link.globalId !== globalId)
  if (left.length === links.length) throw new Refusal(404, 'A remote link with the given globalId does not exist.')
  issue.remoteLinks = left
  return noContent
}

/** Links of an issue to what lies outside of this Jira. */
export const remoteLinkRoutes: readonly Route[] = [
  get(path, list),
  write('POST', path, upsert),
  write('DELETE', path, removeByGlobalId),
  get(`${path}/:id`, (exchange) => {
    const issue = seenIssue(exchange)
    return ok(shown(exchange, issue, known(exchange, issue)))
  }),
  write('PUT', `${path}/:id`, (exchange) => {
    const issue = linkable(exchange)
    put(issue, { ...read(exchange), id: known(exchange, issue).id })
    return noContent
  }),
  write('DELETE', `${path}/:id`, removeOne),
]
