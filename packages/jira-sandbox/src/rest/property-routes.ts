import type { Answer, Exchange, Route } from '../exchange.ts'
import type { SandboxIssue } from '../world/world.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { jsonBody } from './input.ts'
import { get, noContent, ok, Refusal, write } from './refusal.ts'

const path = '/issue/:key/properties'
const longestKey = 255
const longestValue = 32_768

const list = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  return ok({
    keys: [...(issue.properties?.keys() ?? [])].map((key) => ({
      self: `${exchange.baseUrl}/rest/api/2/issue/${issue.id}/properties/${encodeURIComponent(key)}`,
      key,
    })),
  })
}

const keyOf = ({ params }: Exchange): string => params.property ?? ''

const one = (exchange: Exchange): Answer => {
  const { properties } = seenIssue(exchange)
  const key = keyOf(exchange)
  if (properties?.has(key) !== true) throw new Refusal(404, `The property ${key} does not exist.`)
  return ok({ key, value: properties.get(key) })
}

const editable = (exchange: Exchange): SandboxIssue => {
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'EDIT_ISSUES', 403, 'You do not have permission to edit issues in this project.')
  return issue
}

const set = (exchange: Exchange): Answer => {
  const issue = editable(exchange)
  const key = keyOf(exchange)
  const value = jsonBody(exchange)
  if (key.length > longestKey || exchange.body.length > longestValue) {
    throw new Refusal(400, 'The property key has at most 255 characters, its value at most 32768.')
  }
  const isNew = issue.properties?.has(key) !== true
  issue.properties = new Map(issue.properties).set(key, value)
  return { status: isNew ? 201 : 200 }
}

const remove = (exchange: Exchange): Answer => {
  const issue = editable(exchange)
  if (issue.properties?.delete(keyOf(exchange)) !== true) {
    throw new Refusal(404, `The property ${keyOf(exchange)} does not exist.`)
  }
  return noContent
}

/** The entity properties of an issue that are asked for: by name, `*all`, and `-name` to leave one out. */
export const propertiesOf = (
  { properties }: SandboxIssue,
  asked: readonly string[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...(properties ?? [])].filter(
      ([name]) => (asked.includes('*all') || asked.includes(name)) && !asked.includes(`-${name}`),
    ),
  )

/** Entity properties of an issue. */
export const propertyRoutes: readonly Route[] = [
  get(path, list),
  get(`${path}/:property`, one),
  write('PUT', `${path}/:property`, set),
  write('DELETE', `${path}/:property`, remove),
]
