import type { Exchange, Route } from '../exchange.ts'
import { findByJql } from '../rest/find-by-jql.ts'
import { flag } from '../rest/input.ts'
import { fieldsJson } from '../rest/issue-fields.ts'
import { ok, Refusal } from '../rest/refusal.ts'
import { queues, type SandboxQueue, serviceDesk } from '../world/service-desk.ts'
import type { SandboxIssue } from '../world/world.ts'
import { type DeskForm, deskGet, deskPage, forAgents, seenDesk, young } from './desk.ts'

const whole = ({ jql }: SandboxQueue): string => {
  const [condition = '', order] = jql.split(/ ORDER BY /u)
  return `project = ${serviceDesk.projectKey} AND (${condition})${order === undefined ? '' : ` ORDER BY ${order}`}`
}

const waiting = (exchange: Exchange, queue: SandboxQueue): readonly SandboxIssue[] => findByJql(exchange, whole(queue))

const deskJson = ({ world, baseUrl }: Exchange): unknown => {
  const project = world.findProject(serviceDesk.projectKey)
  return {
    id: serviceDesk.id,
    projectId: project?.id,
    projectName: project?.name,
    projectKey: project?.key,
    _links: { self: `${baseUrl}/rest/servicedeskapi/servicedesk/${serviceDesk.id}` },
  }
}

const self = ({ baseUrl }: Exchange, { id }: SandboxQueue): string =>
  `${baseUrl}/rest/servicedeskapi/servicedesk/${serviceDesk.id}/queue/${id}`

const queueJson = (exchange: Exchange, queue: SandboxQueue): unknown => ({
  id: queue.id,
  name: queue.name,
  jql: whole(queue),
  fields: queue.fields,
  ...(flag(exchange, 'includeCount') === true ? { issueCount: waiting(exchange, queue).length } : {}),
  _links: { self: self(exchange, queue) },
})

const seenQueue = (exchange: Exchange): SandboxQueue => {
  seenDesk(exchange)
  const queue = queues.find(({ id }) => id === exchange.params.queue)
  if (queue !== undefined) return queue
  throw new Refusal(404, 'The queue does not exist, or you may not see it.')
}

/** Service desks, and the queues that their agents work through. */
export const queueRoutes = (form: DeskForm): readonly Route[] => {
  const queue = (path: string, handle: Parameters<typeof deskGet>[1]): Route =>
    forAgents(young(form, deskGet(`/servicedesk/:desk/queue${path}`, handle)))
  return [
    deskGet('/servicedesk', (exchange) => ok(deskPage(exchange, [serviceDesk], () => deskJson(exchange)))),
    deskGet('/servicedesk/:desk', (exchange) => {
      seenDesk(exchange)
      return ok(deskJson(exchange))
    }),
    queue('', (exchange) => {
      seenDesk(exchange)
      return ok(deskPage(exchange, queues, (one) => queueJson(exchange, one)))
    }),
    queue('/:queue', (exchange) => ok(queueJson(exchange, seenQueue(exchange)))),
    queue('/:queue/issue', (exchange) => {
      const found = seenQueue(exchange)
      const fields = found.fields.filter((id) => id !== 'issuekey')
      return ok(
        deskPage(exchange, waiting(exchange, found), (issue) => ({
          id: String(issue.id),
          key: issue.key,
          self: `${exchange.baseUrl}/rest/api/2/issue/${issue.id}`,
          fields: fieldsJson(exchange, issue, fields),
        })),
      )
    }),
  ]
}
