import type { JqlData, JqlField, JqlProblem, JqlSuggestion } from './model.ts'
import { isJson, readAll, toJson, toLine, toWord } from './primitives.ts'

// Data Center writes yes and no as texts.
const isYes = (value: unknown): boolean => value === true || value === 'true'

/** `java.lang.String` as `String`. */
const typeName = (value: unknown): string | null => {
  const name = toWord(value)
  return name === null ? null : name.slice(name.lastIndexOf('.') + 1)
}

const readField = (value: unknown): JqlField | null => {
  const field = toJson(value)
  const name = toWord(field['value'])
  if (name === null) return null
  return {
    value: name,
    label: toWord(field['displayName']) ?? name,
    operators: readAll(field['operators'], toWord),
    orderable: isYes(field['orderable']),
    suggests: isYes(field['auto']),
    types: readAll(field['types'], typeName),
  }
}

/** What the query language of a site is made of; null when the answer is none. */
export const readJqlData = (value: unknown): JqlData | null => {
  if (!isJson(value) || !Array.isArray(value['visibleFieldNames'])) return null
  return {
    fields: readAll(value['visibleFieldNames'], readField),
    functions: readAll(value['visibleFunctionNames'], (item) => {
      const name = toWord(toJson(item)['value'])
      if (name === null) return null
      return { value: name, isList: isYes(toJson(item)['isList']), types: readAll(toJson(item)['types'], typeName) }
    }),
    reservedWords: readAll(value['jqlReservedWords'], toWord),
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }

/** The text of a label, which comes as HTML with the found letters in bold. */
const plainLabel = (html: string): string =>
  html
    .replaceAll(/<\/?b>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39|#x27);/g, (whole, name: string) => entities[name] ?? whole)

/** A value that is offered. */
export const readSuggestion = (value: unknown): JqlSuggestion | null => {
  const suggestion = toJson(value)
  const text = toWord(suggestion['value'])
  if (text === null) return null
  const label = plainLabel(toLine(suggestion['displayName']) ?? '')
  return { value: text, label: label === '' ? text : label }
}

/** A refusal of a query; the place stands in its words, in any language, as two numbers in brackets. */
export const toJqlProblem = (message: string): JqlProblem => {
  const place = /\([^()\d]{0,20}(\d{1,6}),[^()\d]{0,20}(\d{1,6})\)/.exec(message)
  return { message, line: place === null ? null : Number(place[1]), column: place === null ? null : Number(place[2]) }
}
