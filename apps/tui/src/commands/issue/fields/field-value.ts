import type { Site } from '@mmd/auth'
import {
  EMPTY,
  type FieldMeta,
  type FieldValue,
  kindOf,
  type StoredText,
  toIssueKey,
  type User,
  type WireForm,
  writeFieldValue,
} from '@mmd/jira-api/model'
import { allInOrder } from '../../../all-in-order.ts'
import { AppError } from '../../../config/app-error.ts'
import { parseDuration } from '../../../durations.ts'
import { isDate } from '../flags.ts'
import { findOption, splitList } from './given-field.ts'

/** What reading a typed value needs besides the field. */
export interface ValuePorts {
  readonly deployment: Site['deployment']
  /** Who is meant: `me`, a login, a name or an e-mail address. */
  readonly person: (text: string) => Promise<User>
  /** A text as a person wrote it, as the site keeps it. */
  readonly text: (text: string) => Promise<StoredText>
}

/** A typed value; with `wire`, that is sent as it is and `value` only shows it. */
export interface TypedValue {
  readonly value: FieldValue
  readonly wire?: unknown
}

/**
 * What a value as typed means for a field: options by label, lists by commas (`\,` is a comma), `Parent > Child` for
 * cascading ones, people by name, `json:…` as it is, empty clears. Throws `AppError` `bad-value`.
 */
export const toTypedValue = async (field: FieldMeta, text: string, ports: ValuePorts): Promise<TypedValue> => {
  if (!text.startsWith('json:')) return { value: await toFieldValue(field, text, ports) }
  const source = text.slice('json:'.length)
  return { value: { kind: 'unknown', label: source.trim() }, wire: parseJson(field, source) }
}

/** What is sent for a value. */
export const wireOf = (field: FieldMeta, typed: TypedValue, deployment: Site['deployment']): unknown =>
  'wire' in typed ? typed.wire : writeFieldValue(typed.value, field, wireForm(deployment))

/** What is sent for a value as typed. Throws like `toTypedValue`. */
export const toWire = async (field: FieldMeta, text: string, ports: ValuePorts): Promise<unknown> =>
  wireOf(field, await toTypedValue(field, text, ports), ports.deployment)

const wireForm = (deployment: Site['deployment']): WireForm =>
  deployment === 'cloud' ? { person: 'accountId', text: 'adf' } : { person: 'name', text: 'wiki' }

const toFieldValue = async (field: FieldMeta, text: string, ports: ValuePorts): Promise<FieldValue> => {
  const kind = kindOf(field)
  const typed = text.trim()
  if (typed === '') return EMPTY
  switch (kind) {
    case 'text':
      return { kind, text }
    case 'rich-text':
      return { kind, text: await ports.text(text) }
    case 'number':
      return { kind, number: toNumber(field, typed) }
    case 'date':
      if (isDate(typed)) return { kind, date: typed }
      throw wrong(field, 'a date', typed, 'Write it as 2026-12-24')
    case 'time':
      return { kind, time: toTime(field, typed) }
    case 'user':
      return { kind, user: await ports.person(typed) }
    case 'users':
      return { kind, users: await allInOrder(splitList(text).map(ports.person)) }
    case 'named':
      return { kind, value: toNamed(field, typed) }
    case 'named-list':
      return { kind, values: splitList(text).map((item) => toNamed(field, item)) }
    case 'option':
      return { kind, option: toOption(field, typed) }
    case 'options':
      return { kind, options: splitList(text).map((item) => toOption(field, item)) }
    case 'cascading':
      return toCascading(field, typed)
    case 'words':
      return { kind, words: splitList(text) }
    case 'issue':
      return { kind, key: toKey(field, typed), summary: null }
    // Request types are known to a site by their ids.
    case 'request-type':
      return { kind: 'named', value: { id: typed, name: typed } }
    case 'team':
      return { kind, team: { id: typed, name: typed } }
    case 'estimates':
      return { kind, estimates: toEstimates(field, typed) }
    case 'sprints':
      throw new AppError('bad-value', `${field.name} is not set like this`, 'Use mmd-tui issue sprint KEY --to NAME')
    case 'sla':
    case 'development':
      throw new AppError('bad-value', `${field.name} cannot be set`, 'The site reckons it by itself')
    case 'unknown':
      // The types of apps are many; a text is what most of them take.
      if (field.type === 'string' || field.type === 'any') return { kind: 'text', text }
      throw new AppError('bad-value', `${field.name} is a field of an app`, 'Give what the app wants as json:…')
  }
}

const toNamed = (field: FieldMeta, text: string): { readonly id: string; readonly name: string } => {
  if (field.allowedValues.length === 0) return { id: '', name: text }
  const { id, label } = findOption(field, text)
  return { id, name: label }
}

const toOption = (field: FieldMeta, text: string): { readonly id: string; readonly label: string } => {
  const { id, name } = toNamed(field, text)
  return { id, label: name }
}

const toCascading = (field: FieldMeta, text: string): FieldValue => {
  const [parent = '', child] = text.split('>').map((part) => part.trim())
  // Children do not come with the screen: both are named by their labels.
  const labelled = toOption(field, parent).label
  return {
    kind: 'cascading',
    parent: { id: '', label: labelled },
    child: child === undefined || child === '' ? null : { id: '', label: child },
  }
}

const toNumber = (field: FieldMeta, text: string): number => {
  const value = Number(text)
  if (Number.isFinite(value)) return value
  throw wrong(field, 'a number', text, 'Write it with a point, such as 1.5')
}

const toTime = (field: FieldMeta, text: string): string => {
  const time = Date.parse(text)
  if (!Number.isNaN(time)) return new Date(time).toISOString()
  throw wrong(field, 'a time', text, 'Write it as 2026-12-24T09:30')
}

const toKey = (field: FieldMeta, text: string) => {
  const key = toIssueKey(text)
  if (key !== undefined) return key
  throw wrong(field, 'an issue', text, 'A key looks like PAY-1412')
}

/** `ORIGINAL`, `ORIGINAL/REMAINING` or `/REMAINING`. */
const toEstimates = (field: FieldMeta, text: string) => {
  const [original = '', remaining = ''] = text.split('/').map((part) => part.trim())
  const read = (part: string): number | null => {
    if (part === '') return null
    const seconds = parseDuration(part)
    if (seconds !== undefined) return seconds
    throw wrong(field, 'times', part, 'Write the original estimate, or both: 4h/1h 30m')
  }
  return { original: read(original), remaining: read(remaining), spent: null }
}

const wrong = (field: FieldMeta, what: string, text: string, hint: string): AppError =>
  new AppError('bad-value', `${field.name} takes ${what}, not “${text}”`, hint)

const parseJson = (field: FieldMeta, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError(
      'bad-value',
      `The value of ${field.name} is not JSON`,
      'What follows json: must be one JSON value',
    )
  }
}
