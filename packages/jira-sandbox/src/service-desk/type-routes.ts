import type { Exchange, Route } from '../exchange.ts'
import { ok, Refusal } from '../rest/refusal.ts'
import { requestTypeJson } from '../rest/request-type.ts'
import { userJson } from '../rest/user-json.ts'
import { organisations, requestTypeGroups, requestTypes, type SandboxRequestType } from '../world/service-desk.ts'
import { type DeskForm, deskGet, deskPage, forAgents, seenDesk, young } from './desk.ts'

const seenType = (exchange: Exchange): SandboxRequestType => {
  seenDesk(exchange)
  const type = requestTypes.find(({ id }) => id === exchange.params.type)
  if (type !== undefined) return type
  throw new Refusal(404, 'The request type does not exist.')
}

const fieldsJson = {
  canAddRequestParticipants: true,
  canRaiseOnBehalfOf: true,
  requestTypeFields: [
    {
      fieldId: 'summary',
      name: 'In short',
      description: '',
      required: true,
      validValues: [],
      jiraSchema: { type: 'string', system: 'summary' },
      visible: true,
    },
    {
      fieldId: 'description',
      name: 'At length',
      description: '',
      required: false,
      validValues: [],
      jiraSchema: { type: 'string', system: 'description' },
      visible: true,
    },
  ],
}

const customers = (exchange: Exchange): unknown => {
  seenDesk(exchange)
  const text = (exchange.query.get('query') ?? '').toLowerCase()
  const found = exchange.world.users.filter(
    ({ active, displayName, email }) => active && `${displayName} ${email}`.toLowerCase().includes(text),
  )
  return deskPage(exchange, found, (user) => userJson(exchange, user))
}

const listOrganisations = (exchange: Exchange): unknown =>
  deskPage(exchange, organisations, ({ id, name }) => ({
    id,
    name,
    _links: { self: `${exchange.baseUrl}/rest/servicedeskapi/organization/${id}` },
  }))

/** What can be asked for, and who asks. */
export const typeRoutes = (form: DeskForm): readonly Route[] => [
  deskGet('/servicedesk/:desk/requesttype', (exchange) => {
    seenDesk(exchange)
    const group = exchange.query.get('groupId')
    const found = requestTypes.filter(({ groupIds }) => group === null || groupIds.includes(group))
    return ok(deskPage(exchange, found, (type) => requestTypeJson(exchange, type)))
  }),
  deskGet('/servicedesk/:desk/requesttype/:type', (exchange) => ok(requestTypeJson(exchange, seenType(exchange)))),
  deskGet('/servicedesk/:desk/requesttype/:type/field', (exchange) => {
    seenType(exchange)
    return ok(fieldsJson)
  }),
  young(
    form,
    deskGet('/servicedesk/:desk/requesttypegroup', (exchange) => {
      seenDesk(exchange)
      return ok(deskPage(exchange, requestTypeGroups, (group) => group))
    }),
  ),
  forAgents(
    young(
      form,
      deskGet('/servicedesk/:desk/customer', (exchange) => ok(customers(exchange))),
    ),
  ),
  young(
    form,
    deskGet('/organization', (exchange) => ok(listOrganisations(exchange))),
  ),
  young(
    form,
    deskGet('/servicedesk/:desk/organization', (exchange) => {
      seenDesk(exchange)
      return ok(listOrganisations(exchange))
    }),
  ),
]
