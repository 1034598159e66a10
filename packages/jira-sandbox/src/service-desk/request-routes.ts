import type { Answer, Exchange, Route } from '../exchange.ts'
import { commentBody } from '../rest/comment-input.ts'
import { createRoutes } from '../rest/create-routes.ts'
import { isObject, objectBody } from '../rest/input.ts'
import { noContent, ok, Refusal, refuseFields } from '../rest/refusal.ts'
import { requestTypeJson } from '../rest/request-type.ts'
import { transitionRoutes } from '../rest/transition-routes.ts'
import { personJson } from '../rest/user-json.ts'
import { availableTransitions } from '../workflow/workflow.ts'
import { statusById } from '../world/catalogue.ts'
import { requestTypeField, requestTypeOf, requestTypes, serviceDesk } from '../world/service-desk.ts'
import type { SandboxIssue } from '../world/world.ts'
import { addComment } from './comment-routes.ts'
import { deskGet, deskPage, deskWrite, isAgent, seenRequest } from './desk.ts'
import { momentJson } from './desk-times.ts'

type Json = Readonly<Record<string, unknown>>

const statusJson = (issue: SandboxIssue, at: number): Json => {
  const { name, categoryKey } = statusById(issue.statusId)
  return { status: name, statusCategory: categoryKey.toUpperCase(), statusDate: momentJson(at) }
}

const requestJson = (exchange: Exchange, issue: SandboxIssue): Json => {
  const type = requestTypeOf(issue)
  const expands = (exchange.query.get('expand') ?? '').split(',')
  return {
    _expands: ['participant', 'status', 'sla', 'requestType', 'serviceDesk', 'attachment', 'action', 'comment'],
    issueId: String(issue.id),
    issueKey: issue.key,
    requestTypeId: type?.id,
    serviceDeskId: serviceDesk.id,
    ...(expands.includes('requestType') && type !== undefined ? { requestType: requestTypeJson(exchange, type) } : {}),
    createdDate: momentJson(issue.created),
    reporter: personJson(exchange, issue.reporterKey),
    active: issue.resolved === null,
    requestFieldValues: [
      { fieldId: 'summary', label: 'In short', value: issue.summary },
      ...(issue.description === null ? [] : [{ fieldId: 'description', label: 'At length', value: issue.description }]),
    ],
    currentStatus: statusJson(issue, issue.updated),
    _links: {
      jiraRest: `${exchange.baseUrl}/rest/api/2/issue/${issue.id}`,
      web: `${exchange.baseUrl}/servicedesk/customer/portal/${serviceDesk.id}/${issue.key}`,
      self: `${exchange.baseUrl}/rest/servicedeskapi/request/${issue.id}`,
    },
  }
}

const mine = (exchange: Exchange): readonly SandboxIssue[] => {
  const { world, user } = exchange
  return world.issues.filter(
    (issue) =>
      requestTypeOf(issue) !== undefined &&
      (issue.reporterKey === user?.key || (issue.participants ?? []).includes(user?.key ?? '')),
  )
}

const createOne = createRoutes.find(({ method, path }) => method === 'POST' && path === '/issue')

const create = (exchange: Exchange): Answer => {
  const body = objectBody(exchange, [
    'serviceDeskId',
    'requestTypeId',
    'requestFieldValues',
    'requestParticipants',
    'raiseOnBehalfOf',
  ])
  if (String(body.serviceDeskId) !== serviceDesk.id) throw new Refusal(404, 'The service desk does not exist.')
  const type = requestTypes.find(({ id }) => id === String(body.requestTypeId))
  if (type === undefined) throw new Refusal(404, 'The request type does not exist.')
  const values = isObject(body.requestFieldValues) ? body.requestFieldValues : {}
  const strange = Object.keys(values).find((name) => name !== 'summary' && name !== 'description')
  if (strange !== undefined) throw refuseFields({ [strange]: 'This field is not on the form of the request.' })
  const fields = { ...values, project: { key: serviceDesk.projectKey }, issuetype: { id: type.issueTypeId } }
  const answer = createOne?.handle({ ...exchange, body: Buffer.from(JSON.stringify({ fields })) })
  if (answer === undefined || answer instanceof Promise) return noContent
  const key = isObject(answer.json) && typeof answer.json.key === 'string' ? answer.json.key : ''
  const issue = exchange.world.findIssue(key)
  issue?.custom.set(requestTypeField, type.id)
  return issue === undefined ? answer : { status: 201, json: requestJson(exchange, issue) }
}

const transitions = (exchange: Exchange): unknown => {
  const issue = seenRequest(exchange)
  // Customers are shown what a workflow opens to them, which here is nothing.
  const open = isAgent(exchange, exchange.user) ? availableTransitions(exchange.world, issue, exchange.user) : []
  return deskPage(exchange, open, ({ id, name }) => ({ id, name }))
}

const perform = transitionRoutes.find(({ method }) => method === 'POST')

const transition = (exchange: Exchange): Answer => {
  seenRequest(exchange)
  const { id, additionalComment } = objectBody(exchange, ['id', 'additionalComment'])
  if (!isAgent(exchange, exchange.user)) throw new Refusal(403, 'You may not move this request on.')
  const text = isObject(additionalComment) ? commentBody(additionalComment.body) : undefined
  const body = Buffer.from(JSON.stringify({ transition: { id } }))
  const answer = perform?.handle({ ...exchange, body })
  if (answer === undefined || answer instanceof Promise) return noContent
  if (answer.status >= 400) return answer
  if (text !== undefined) addComment(exchange, text, true)
  return noContent
}

/** Requests as their customers see them. */
export const requestRoutes: readonly Route[] = [
  deskGet('/request', (exchange) => ok(deskPage(exchange, mine(exchange), (issue) => requestJson(exchange, issue)))),
  deskWrite('POST', '/request', create),
  deskGet('/request/:key', (exchange) => ok(requestJson(exchange, seenRequest(exchange)))),
  deskGet('/request/:key/status', (exchange) => {
    const issue = seenRequest(exchange)
    return ok(deskPage(exchange, [issue.updated], (at) => statusJson(issue, at)))
  }),
  deskGet('/request/:key/transition', (exchange) => ok(transitions(exchange))),
  deskWrite('POST', '/request/:key/transition', transition),
]
