import type { Exchange } from '../exchange.ts'
import { Refusal } from './refusal.ts'

export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON of a body, whatever it is; a 400 refusal for anything else. */
export const jsonBody = ({ body }: Exchange): unknown => {
  if (body.length === 0) throw new Refusal(400, 'No content to map to Object due to end of input')
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Refusal(400, 'Unexpected character in the JSON of the request')
  }
}

/** A JSON object that has no other members than those known; a 400 refusal, as Jackson gives, for others. */
export const objectBody = (exchange: Exchange, known: readonly string[]): JsonObject => {
  const value = jsonBody(exchange)
  if (!isObject(value)) throw new Refusal(400, 'Can not deserialize instance of the request out of this JSON')
  const strange = Object.keys(value).find((name) => !known.includes(name))
  if (strange !== undefined) throw new Refusal(400, `Unrecognized field "${strange}", not marked as ignorable`)
  return value
}

/** A whole number from the query; a 404 refusal for other text, as JAX-RS gives. */
export const wholeNumber = ({ query }: Exchange, name: string, fallback: number): number => {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  if (!/^-?\d{1,9}$/u.test(text)) throw new Refusal(404, 'HTTP 404 Not Found')
  return Number(text)
}

/** The word of a flag in the query, which is read in any case, as Java reads it; undefined: there is none. */
export const flag = ({ query }: Pick<Exchange, 'query'>, name: string): boolean | undefined => {
  const text = query.get(name)
  return text === null || text === '' ? undefined : text.toLowerCase() === 'true'
}

/** The words of comma-separated parameters, which may also be repeated. */
export const wordList = (texts: readonly string[]): readonly string[] =>
  texts
    .flatMap((text) => text.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '')
