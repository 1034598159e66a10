import type { Exchange } from '../exchange.ts'
import { statusById } from '../world/catalogue.ts'
import { requestTypeOf, requestTypes, type SandboxRequestType, serviceDesk } from '../world/service-desk.ts'
import type { SandboxIssue } from '../world/world.ts'
import { FieldError } from './edit-values.ts'
import type { View } from './view.ts'

const addressOf = ({ baseUrl }: Pick<View, 'baseUrl'>, path: string): string => `${baseUrl}/rest/servicedeskapi/${path}`

/** A kind of request. */
export const requestTypeJson = (view: Pick<View, 'baseUrl'>, type: SandboxRequestType): unknown => ({
  id: type.id,
  name: type.name,
  description: type.description,
  helpText: '',
  issueTypeId: type.issueTypeId,
  serviceDeskId: serviceDesk.id,
  groupIds: type.groupIds,
  _links: { self: addressOf(view, `servicedesk/${serviceDesk.id}/requesttype/${type.id}`) },
})

/** What the field of the request type holds: the type with its request, or null for what is no request. */
export const requestFieldJson = (view: View, issue: SandboxIssue): unknown => {
  const type = requestTypeOf(issue)
  if (type === undefined) return null
  return {
    _links: { self: addressOf(view, `request/${issue.id}`) },
    requestType: requestTypeJson(view, type),
    currentStatus: { status: statusById(issue.statusId).name },
  }
}

/** The id of the request type that a string names; an object is refused, even one with the right id. */
export const requestTypeId = (value: unknown, issue: SandboxIssue, { release }: Exchange): string => {
  if (typeof value !== 'string') throw new FieldError('Operation value must be a string')
  const portal = serviceDesk.projectKey.toLowerCase()
  const isNamed = ({ id, key }: SandboxRequestType): boolean =>
    release?.rest?.requestTypeBy === 'key' ? value === `${portal}/${key}` : value === id
  const type = requestTypes.find(isNamed)
  if (type === undefined || issue.projectKey !== serviceDesk.projectKey) {
    throw new FieldError(`The request type '${value}' is not valid.`)
  }
  if (type.issueTypeId !== issue.typeId) {
    throw new FieldError(`The request type '${value}' does not fit the type of the issue.`)
  }
  return type.id
}
