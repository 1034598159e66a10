import type { Exchange } from '../../exchange.ts'
import { isObject } from '../../rest/input.ts'
import { isAccountId } from '../account-ids.ts'

/** JSON of Cloud in which people go by the names that the handlers of Data Center read. */
export const withNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withNames)
  if (!isObject(value)) return value
  const { accountId, ...rest } = value
  if (accountId !== undefined) return { ...rest, name: accountId }
  if (isAccountId(value.id)) return { name: value.id }
  if (isAccountId(value.name)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withNames(member)]))
}

const bodyWithNames = (body: Buffer): Buffer => {
  if (body.length === 0) return body
  try {
    return Buffer.from(JSON.stringify(withNames(JSON.parse(body.toString()))))
  } catch {
    return body
  }
}

const queryWithNames = (asked: URLSearchParams): URLSearchParams => {
  const query = new URLSearchParams(asked)
  for (const name of ['username', 'userName', 'key']) query.delete(name)
  const person = asked.get('accountId') ?? asked.get('query')
  if (person !== null) query.set('username', person)
  const issueId = asked.get('issueId')
  if (issueId !== null) query.set('issueKey', issueId)
  return query
}

/** A request of Cloud in the words that the handlers of Data Center read. */
export const toDataCenterRequest = (exchange: Exchange): Exchange => ({
  ...exchange,
  query: queryWithNames(exchange.query),
  body: bodyWithNames(exchange.body),
})
