import { decode } from './read-text.ts'

/** Something found in a file: a value of JSON, or a text; `where` says where in the file. */
export type Piece =
  | { readonly kind: 'value'; readonly value: unknown; readonly where: Where }
  | { readonly kind: 'text'; readonly text: string; readonly where: Where }

/** A place, as a list from the inside out: paths are put together only for what is reported. */
export interface Where {
  readonly name: string | number
  readonly parent: Where | undefined
}

/** `response.body.fields[3]`; very long paths keep their end. */
export const pathOf = (where: Where): string => {
  const parts: string[] = []
  for (let at: Where | undefined = where; at !== undefined && parts.length < 40; at = at.parent)
    parts.push(typeof at.name === 'number' ? `[${at.name}]` : `.${at.name}`)
  return parts.reverse().join('').replace(/^\./, '')
}

/** JSON in JSON in JSON: recordings hold bodies as strings, and those hold strings that are JSON. */
const deepestJson = 4

const parse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** The value of a text that is JSON of an object or a list; undefined for anything else. */
const jsonIn = (text: string): { readonly value: unknown } | undefined => {
  const trimmed = text.trim()
  const isLikely = /^[[{]/.test(trimmed) && /[\]}]$/.test(trimmed.slice(-1))
  return isLikely ? parse(trimmed) : undefined
}

/** Bodies that recorders keep as hexadecimal or base64, and compressed. */
const packedIn = (text: string): string | undefined => {
  const isHex = /^1f8b[0-9a-f]{20}/i.test(text) && /^[0-9a-f]+$/i.test(text)
  if (!isHex && !/^(?:H4sI|ey|W3si)[A-Za-z0-9+/=\s]{30}/.test(text)) return undefined
  if (!isHex && !/^[A-Za-z0-9+/=\s]+$/.test(text)) return undefined
  return decode(Buffer.from(text, isHex ? 'hex' : 'base64'))
}

const member = (name: string | number, parent: Where): Where => ({ name, parent })

/** Everything in a value, the outer before the inner, in the order of writing. The depth is up to who wrote it. */
function* inValue(root: unknown, where: Where, depth: number): Generator<Piece> {
  const open: { value: unknown; where: Where }[] = [{ value: root, where }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, where } = next
    if (typeof value === 'string') {
      yield* inText(value, where, depth)
      continue
    }
    if (typeof value !== 'object' || value === null) continue
    yield { kind: 'value', value, where }
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1)
        open.push({ value: value[index], where: member(index, where) })
      if (value.every((chunk) => typeof chunk === 'string')) yield* inChunks(value, where, depth)
    } else {
      for (const [name, entry] of Object.entries(value).reverse())
        open.push({ value: entry, where: member(name, where) })
    }
  }
}

/** Recorders cut compressed bodies into a list of strings. */
function* inChunks(chunks: readonly string[], where: Where, depth: number): Generator<Piece> {
  if (chunks.length < 2 || !/^(?:1f8b|H4sI|\s*[[{])/.test(chunks[0] ?? '')) return
  const whole = chunks.join('')
  if (packedIn(whole) !== undefined || jsonIn(whole) !== undefined) yield* inText(whole, member('joined', where), depth)
}

function* inText(text: string, where: Where, depth: number): Generator<Piece> {
  yield { kind: 'text', text, where }
  if (depth >= deepestJson) return
  const packed = packedIn(text)
  const inner = packed ?? text
  const json = jsonIn(inner)
  if (json !== undefined) yield* inValue(json.value, member('(json)', where), depth + 1)
  else if (packed !== undefined) yield* inText(packed, member('(unpacked)', where), depth + 1)
}

/** Strings in double quotes, each on one line, with their places. A line is left where a string in it does not end. */
function* quotedIn(text: string): Generator<{ readonly text: string; readonly at: number }> {
  for (let from = text.indexOf('"'); from !== -1; ) {
    const end = quoteEnd(text, from + 1)
    if (text[end] === '"') {
      if (end > from + 2) yield { text: text.slice(from, end + 1), at: from }
      from = text.indexOf('"', end + 1)
    } else from = text.indexOf('"', end)
  }
}

/** Where the string that begins at `from` ends: its quote, the end of the line, or of the text. */
const quoteEnd = (text: string, from: number): number => {
  let at = from
  while (at < text.length && text[at] !== '"' && text[at] !== '\n')
    at += text[at] === '\\' && text[at + 1] !== '\n' ? 2 : 1
  return Math.min(at, text.length)
}

/** What of a text that is no JSON could still be some: strings in double quotes, and lines with an object in them. */
function* remains(text: string, where: Where): Generator<Piece> {
  for (const quoted of quotedIn(text)) {
    const json = parse(quoted.text)
    if (typeof json?.value === 'string') yield* inText(json.value, member(`(string at ${quoted.at})`, where), 1)
  }
  let at = 0
  for (const line of text.split('\n')) {
    const [from, to] = [line.search(/[[{]/), Math.max(line.lastIndexOf('}'), line.lastIndexOf(']'))]
    const json = from === -1 || to - from < 2 ? undefined : parse(line.slice(from, to + 1))
    if (json !== undefined) yield* inValue(json.value, member(`(json at ${at + from})`, where), 1)
    at += line.length + 1
  }
}

/** How a file was understood. */
export type Shape = 'json' | 'broken json' | 'text' | 'empty'

/** Whether the text of a file is JSON; a file called so that is none is broken. */
export const shapeOf = (name: string, text: string): Shape => {
  if (text.trim() === '') return 'empty'
  if (parse(text.replace(/^\uFEFF/, '')) !== undefined && /^\s*[[{"\uFEFF]/.test(text)) return 'json'
  return /\.(?:json|har|adf)$/i.test(name) ? 'broken json' : 'text'
}

/** Everything in a file that a client could be sent, first the whole of it. */
export function* piecesOf(name: string, text: string, shape: Shape): Generator<Piece> {
  const where: Where = { name, parent: undefined }
  if (shape === 'empty') return
  if (shape === 'json') {
    yield* inValue(parse(text.replace(/^\uFEFF/, ''))?.value, where, 0)
    return
  }
  yield { kind: 'text', text, where }
  yield* remains(text, where)
}
