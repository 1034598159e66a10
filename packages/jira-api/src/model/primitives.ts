import type { StoredText } from '@mmd/rich-text'
import { capLine, untrusted } from '../untrusted.ts'

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>

const NOTHING: Json = Object.freeze({})

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value if it is an object, else an empty one. */
export const toJson = (value: unknown): Json => (isJson(value) ? value : NOTHING)

/** The value if it is a list, else an empty one. */
export const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A cleaned single line of at most 1,024 UTF-16 units; numbers become text; null for anything else. */
export const toLine = (value: unknown): string | null => {
  if (typeof value === 'string') return capLine(untrusted(value, 'line'))
  return typeof value === 'number' ? String(value) : null
}

/** Like `toLine`, but null for an empty line too. */
export const toWord = (value: unknown): string | null => toLine(value) || null

/** A cleaned text of any length, null for anything else. */
export const toText = (value: unknown): string | null => (typeof value === 'string' ? untrusted(value, 'text') : null)

const isDocument = (value: unknown): boolean => isJson(value) && value['type'] === 'doc'

/** A document as text; one nested so deep that no stack holds it is a plain text that says so. */
export const toDocumentText = (value: unknown): StoredText => {
  try {
    return { format: 'adf', source: JSON.stringify(value) }
  } catch {
    return { format: 'plain', source: 'This text is nested too deep to be shown here.' }
  }
}

/**
 * A text as the site keeps it, untouched: a document as JSON, anything else as wiki markup. Null when there is none. Nothing
 * of it is cleaned: it must go back as it was, so it is only for parsers.
 */
export const toStoredText = (value: unknown): StoredText | null => {
  if (isDocument(value)) return toDocumentText(value)
  return typeof value === 'string' && value !== '' ? { format: 'wiki', source: value } : null
}

/** A finite number of at least 0, or 0. */
export const toCount = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?(?:(Z)|([+-]\d{2}):?(\d{2})?)$/

/**
 * Jira's times as ISO 8601 in UTC: offsets with and without a colon, `Z`, with and without seconds and milliseconds.
 * Null for what is not a time.
 */
export const toTimestamp = (value: unknown): string | null => {
  if (typeof value !== 'string' || value.length > 40) return null
  const [, day, minutes, seconds = ':00', fraction = '', zulu, hours, rest = '00'] = TIME.exec(value) ?? []
  const offset = zulu ?? `${hours}:${rest}`
  const date = new Date(`${day}T${minutes}${seconds}${fraction.slice(0, 4)}${offset}`)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** `yyyy-MM-dd`, also from the front of a timestamp; null for what is not a date. */
export const toDate = (value: unknown): string | null => {
  if (typeof value !== 'string') return null
  const date = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(value)?.[0]
  return date === undefined || Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? null : date
}

/** Reads each element and leaves out those that cannot be read. */
export const readAll = <T>(list: unknown, read: (value: unknown) => T | null | undefined): T[] => {
  const found: T[] = []
  for (const value of toList(list)) {
    const item = read(value)
    if (item !== null && item !== undefined) found.push(item)
  }
  return found
}
