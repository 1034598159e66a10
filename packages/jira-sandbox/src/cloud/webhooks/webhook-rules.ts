import type { Condition } from '../../jql/ast.ts'
import { JqlError } from '../../jql/jql-error.ts'
import { parseJql } from '../../jql/parse.ts'
import { isObject } from '../../rest/input.ts'
import { isText, listOf } from '../../rest/payload.ts'

const events = new Set([
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
  'issue_property_set',
  'issue_property_deleted',
])

const fields = new Set(['issuekey', 'key', 'project', 'issuetype', 'status', 'priority', 'assignee', 'reporter'])
const operators = new Set(['=', '!=', 'in', 'not in'])

/** What an app wants to be told of. */
export interface WebhookWish {
  readonly jqlFilter: string
  readonly events: readonly string[]
  readonly fieldIdsFilter?: readonly string[]
  readonly issuePropertyKeysFilter?: readonly string[]
}

const complaintsOf = (condition: Condition): readonly string[] => {
  if (condition.kind === 'not') return complaintsOf(condition.part)
  if (condition.kind !== 'comparison') return condition.parts.flatMap(complaintsOf)
  const { field, operator } = condition
  return [
    ...(fields.has(field.toLowerCase()) ? [] : [`Field '${field}' is not supported in webhook JQL filters.`]),
    ...(operators.has(operator) ? [] : [`Operator '${operator}' is not supported in webhook JQL filters.`]),
  ]
}

const filterComplaints = (jql: string): readonly string[] => {
  try {
    const { where, orderBy } = parseJql(jql)
    const sorted = orderBy.length > 0 ? ['ORDER BY is not supported in webhook JQL filters.'] : []
    return [...(where === undefined ? [] : complaintsOf(where)), ...sorted]
  } catch (error) {
    if (error instanceof JqlError) return error.messages
    throw error
  }
}

const isTexts = listOf(isText, 100)
const members = new Set(['jqlFilter', 'events', 'fieldIdsFilter', 'issuePropertyKeysFilter'])

/** The webhook that an element of the request describes; undefined: it is of another shape. */
export const readWish = (value: unknown): WebhookWish | undefined => {
  if (!isObject(value) || !Object.keys(value).every((name) => members.has(name))) return undefined
  const { jqlFilter, events: wanted, fieldIdsFilter, issuePropertyKeysFilter } = value
  if (!isText(jqlFilter) || !isTexts(wanted)) return undefined
  if (fieldIdsFilter !== undefined && !isTexts(fieldIdsFilter)) return undefined
  if (issuePropertyKeysFilter !== undefined && !isTexts(issuePropertyKeysFilter)) return undefined
  return {
    jqlFilter,
    events: wanted,
    ...(fieldIdsFilter === undefined ? {} : { fieldIdsFilter }),
    ...(issuePropertyKeysFilter === undefined ? {} : { issuePropertyKeysFilter }),
  }
}

/** Why a webhook is not registered; empty: it may be. */
export const wishProblems = ({ jqlFilter, events: wanted }: WebhookWish): readonly string[] => [
  ...(wanted.length === 0 ? ['At least one event has to be given.'] : []),
  ...wanted.filter((event) => !events.has(event)).map((event) => `Event '${event}' is not supported.`),
  ...filterComplaints(jqlFilter),
]

/** Whether a site could reach an address: no name of this machine or of a private network, and by https. */
export const isPublic = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isPrivate = /^(?:localhost|\[.*\]|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/u.test(hostname)
  return protocol === 'https:' && hostname.includes('.') && !isPrivate
}
