import type { Bodies, Description, Operation, QueryParameter } from './description.ts'
import type { Exchange, Message } from './exchange.ts'
import { parseJson } from './json.ts'

/** What can differ. */
export type Rule = 'operation' | 'query' | 'request' | 'status' | 'answer'

/** Something that the description does not say so. */
export interface Problem {
  readonly operation: string
  readonly rule: Rule
  /** A parameter, a status, a media type, or a JSON pointer in which any place of a list is a star. */
  readonly where: string
  readonly message: string
}

const typed = (type: string, text: string): unknown => {
  if (type === 'integer' || type === 'number') return text.trim() === '' ? text : Number(text)
  return type === 'boolean' && /^(?:true|false)$/u.test(text) ? text === 'true' : text
}

type Found = Omit<Problem, 'operation'>

const judgeParameter = ({ validate }: Description, parameter: QueryParameter, values: readonly string[]): Found[] => {
  const { name, type, schema } = parameter
  // Jira takes lists with commas as well as repeated.
  const value = type === 'array' ? values.flatMap((text) => text.split(',')) : typed(type, values[0] ?? '')
  return validate(schema, value).map(({ message }) => ({ rule: 'query', where: name, message }))
}

const judgeQuery = (description: Description, { query }: Operation, asked: URLSearchParams): Found[] => {
  const known = new Map(query.map((parameter) => [parameter.name, parameter]))
  const sent = [...new Set(asked.keys())].flatMap((name): Found[] => {
    const parameter = known.get(name)
    if (parameter === undefined) return [{ rule: 'query', where: name, message: 'is no parameter' }]
    return judgeParameter(description, parameter, asked.getAll(name))
  })
  const missing = query.filter(({ required, name }) => required && !asked.has(name))
  return [...sent, ...missing.map(({ name }): Found => ({ rule: 'query', where: name, message: 'is required' }))]
}

const judgeBody = (description: Description, rule: 'request' | 'answer', bodies: Bodies, body: Message): Found[] => {
  const { type, text } = body
  const [media, schema] = Object.entries(bodies).find(([name]) => name === type || name === '*/*') ?? []
  if (media === undefined) return [{ rule, where: type, message: 'is no media type of this body' }]
  if (schema === undefined || type !== 'application/json') return []
  const value = parseJson(text)
  if (value === undefined) return [{ rule, where: type, message: 'is no JSON' }]
  return description.validate(schema, value).map(({ where, message }) => ({ rule, where, message }))
}

const judgeRequest = (description: Description, operation: Operation, exchange: Exchange): Found[] => {
  const query = judgeQuery(description, operation, exchange.query)
  if (!description.tellsBodies) return query
  const { bodies, bodyRequired } = operation
  if (exchange.sent.text === '') {
    return bodyRequired ? [...query, { rule: 'request', where: '', message: 'a body is required' }] : query
  }
  return [...query, ...judgeBody(description, 'request', bodies, exchange.sent)]
}

const judgeAnswer = (description: Description, { answers }: Operation, { status, answer }: Exchange): Found[] => {
  if (!description.tellsBodies) return []
  const bodies = answers[String(status)] ?? answers['default']
  if (bodies === undefined) return [{ rule: 'status', where: String(status), message: 'is no status of this answer' }]
  const isSilent = Object.keys(bodies).length === 0
  if (answer.text === '') {
    const saysNothing = Object.values(bodies).every((schema) => schema === undefined)
    return saysNothing || status >= 300 ? [] : [{ rule: 'answer', where: '', message: 'a body is missing' }]
  }
  // Of failures descriptions seldom say more than their status.
  if (isSilent) return status < 300 ? [{ rule: 'answer', where: '', message: 'there should be no body' }] : []
  return judgeBody(description, 'answer', bodies, answer)
}

// What looks like an id or a key; the number of the API's version stays.
const shapeOf = (path: string): string => path.replaceAll(/(?<!api)\/(?:\d+|[A-Z]{2,}(?:-\d+)?)(?=\/|$)/gu, '/*')

/** Holds a request and its answer against a description; nothing where the description is of something else. */
export const judge = (description: Description, exchange: Exchange): readonly Problem[] => {
  const { method, path, source, status } = exchange
  if (status >= 500)
    return [{ operation: `${method} ${path}`, rule: 'status', where: String(status), message: 'failed' }]
  if (!description.isAbout(path)) return []
  const operation = description.find(method, path)
  if (operation === undefined) {
    return [{ operation: `${method} ${shapeOf(path)}`, rule: 'operation', where: '', message: 'is not described' }]
  }
  const asked = source === 'client' ? judgeRequest(description, operation, exchange) : []
  return [...asked, ...judgeAnswer(description, operation, exchange)].map((found) => ({
    operation: operation.name,
    ...found,
  }))
}
