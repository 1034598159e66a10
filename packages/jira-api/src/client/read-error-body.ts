import { capLine, untrusted } from '../untrusted.ts'

/** What a refusal says, cleaned and short. */
export interface ErrorBody {
  readonly messages: readonly string[]
  readonly fields: Readonly<Record<string, string>>
}

const MESSAGE_LIMIT = 3
const FIELD_LIMIT = 50
/** UTF-16 units. */
const LENGTH_LIMIT = 300
/** Longer bodies than this are cut before they are looked at; a stack trace may be megabytes. */
const PLAIN_LIMIT = 4_096

const STACK_FRAME = /^\s*(?:at\s+[\w$.]+[\w$<>.]*\(|\.{3} \d+ more|Caused by:)/
const MARKUP = /^\s*<(?:!doctype|html|head|body|\?xml|!--|[a-z]+[\s>/])/i

/** OAuth 1.0a answers in form text that also holds what was signed: the token, and the query. */
const OAUTH_PROBLEM = /(?:^|&)oauth_problem=([a-z_]{1,60})/

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const lineOf = (text: string): string => {
  const lines = text.slice(0, PLAIN_LIMIT).split(/\r\n|[\r\n]/)
  const end = lines.findIndex((line) => STACK_FRAME.test(line))
  return capLine(untrusted((end === -1 ? lines : lines.slice(0, end)).join(' '), 'line'), LENGTH_LIMIT)
}

/** The texts in a value: itself, the elements of a list, a `message` inside; `depth` levels down. */
const textsOf = (value: unknown, depth = 3): string[] => {
  if (typeof value === 'string') return [value]
  if (depth === 0) return []
  if (Array.isArray(value)) return value.slice(0, FIELD_LIMIT).flatMap((item) => textsOf(item, depth - 1))
  return isRecord(value) ? textsOf(value['message'] ?? value['errorMessage'] ?? value['translation'], depth - 1) : []
}

const MESSAGE_KEYS = [
  'errorMessages',
  'errorMessage',
  'message',
  'warningMessages',
  'error_description',
  'error',
  'reason',
  'detail',
  'title',
] as const

/** What the framework under the cloud's gateway says when it has nothing to say. */
const EMPTY_WORDS = 'No message available'

const messagesOf = (json: Json): string[] => {
  const seen = new Set<string>()
  for (const key of MESSAGE_KEYS)
    for (const text of textsOf(json[key])) {
      const line = lineOf(text)
      if (line !== '' && line !== EMPTY_WORDS) seen.add(line)
      if (seen.size === MESSAGE_LIMIT) return [...seen]
    }
  if (seen.size === 0 && Array.isArray(json['errors']))
    return textsOf(json['errors'])
      .map(lineOf)
      .filter((line) => line !== '')
      .slice(0, MESSAGE_LIMIT)
  return [...seen]
}

const fieldsOf = (errors: unknown): Record<string, string> => {
  const fields: [string, string][] = []
  if (isRecord(errors))
    for (const [id, value] of Object.entries(errors).slice(0, FIELD_LIMIT)) {
      const text = textsOf(value).map(lineOf).join(' ')
      if (text !== '') fields.push([capLine(untrusted(id, 'line'), LENGTH_LIMIT), capLine(text, LENGTH_LIMIT)])
    }
  return Object.fromEntries(fields)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Reads what a refusal says, whatever shape it has: Jira's collections (`errorMessages`, `errors`, `warningMessages`),
 * a single `message`, OAuth's pair, a problem of RFC 9457, plain text. Pages of markup and stack traces say nothing. At most three messages
 * of 300 characters.
 */
export const readErrorBody = (text: string): ErrorBody => {
  const json = parse(text)
  if (isRecord(json)) return { messages: messagesOf(json), fields: fieldsOf(json['errors'] ?? json['fieldErrors']) }
  const problem = json === undefined ? OAUTH_PROBLEM.exec(text.slice(0, PLAIN_LIMIT))?.[1] : undefined
  if (problem !== undefined) return { messages: [`oauth_problem=${problem}`], fields: {} }
  const plain = json === undefined && !MARKUP.test(text.slice(0, PLAIN_LIMIT))
  const said = plain ? [text] : textsOf(json)
  const messages = said.map(lineOf).filter((line) => line !== '')
  return { messages: messages.slice(0, MESSAGE_LIMIT), fields: {} }
}
