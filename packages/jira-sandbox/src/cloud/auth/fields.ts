import type { Exchange } from '../../exchange.ts'

const typeOf = ({ headers }: Exchange): string => headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''

const textsOf = (value: unknown): URLSearchParams | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return new URLSearchParams(texts)
}

/** The fields of a form; undefined for any other body. */
export const readForm = (exchange: Exchange): URLSearchParams | undefined =>
  typeOf(exchange) === 'application/x-www-form-urlencoded' ? new URLSearchParams(exchange.body.toString()) : undefined

/** The text fields of a JSON object or of a form; undefined for any other body. */
export const readFields = (exchange: Exchange): URLSearchParams | undefined => {
  if (typeOf(exchange) !== 'application/json') return readForm(exchange)
  try {
    return textsOf(JSON.parse(exchange.body.toString()))
  } catch {
    return undefined
  }
}
