import type { TextFormat } from '@mmd/rich-text'
import type { Named, User } from '../model/model.ts'
import { toTimestamp } from '../model/primitives.ts'
import { type FieldSchema, kindOf } from './field-schema.ts'
import type { FieldValue, OptionValue } from './field-value.ts'
import { wireText } from './wire-text.ts'

/** How a deployment wants values. */
export interface WireForm {
  /** The member that names a person. */
  readonly person: 'name' | 'accountId'
  readonly text: TextFormat
}

// Read-only for everybody, or only through resources of their own.
const readOnly: readonly FieldValue['kind'][] = ['sla', 'development', 'withheld', 'unknown']

/** True when a field of this schema can be written at all; the unknown types of apps are shown only. */
export const isWritable = (schema: FieldSchema): boolean => !readOnly.some((kind) => kind === kindOf(schema))

const named = ({ id, name }: Named): unknown => (id === '' ? { name } : { id })

/** The site takes no object here, and no name. */
const requestType = ({ id, name }: Named): string => {
  if (id === '') throw new TypeError(`The site gives nothing by which ${name} could be named`)
  return id
}

const option = ({ id, label }: OptionValue): Readonly<Record<string, unknown>> =>
  id === '' ? { value: label } : { id }

/** Times as bodies want them: in UTC, with milliseconds and without a colon; nothing else is taken. `TypeError` for others. */
export const wireTime = (time: string): string => {
  const utc = toTimestamp(time)
  if (utc === null) throw new TypeError('This is not a time in ISO 8601')
  return utc.replace(/Z$/, '+0000')
}

/** An id that the site wants as a number. `TypeError` for one that is none. */
export const wireId = (id: string): number => {
  if (!/^\d{1,15}$/.test(id)) throw new TypeError(`The id ${id} is no number`)
  return Number(id)
}

/** JSON has no other numbers, and makes null of them: that would empty the field. */
const wireNumber = (number: number): number => {
  if (!Number.isFinite(number)) throw new TypeError('A number without an end cannot be written')
  return number
}

/** An empty name would take everybody off the field. */
const person = ({ id, name }: User, form: WireForm): unknown => {
  if (id === '') throw new TypeError(`The site gives nothing by which ${name} could be named`)
  return { [form.person]: id }
}

const minutes = (seconds: number): string => `${Math.round(seconds / 60)}m`

const isList = (schema: FieldSchema): boolean => schema.type === 'array' && kindOf(schema) !== 'sprints'

/**
 * What `fields` of a create, edit or transition must hold so that the field has this value. Throws `TypeError` for
 * values that cannot be written (`isWritable`).
 */
export const writeFieldValue = (value: FieldValue, schema: FieldSchema, form: WireForm): unknown => {
  switch (value.kind) {
    case 'empty':
      return isList(schema) ? [] : null
    case 'text':
      return value.text
    case 'rich-text':
      return wireText(value.text, form.text)
    case 'number':
      return wireNumber(value.number)
    case 'date':
      return value.date
    case 'time':
      return wireTime(value.time)
    case 'user':
      return person(value.user, form)
    case 'users':
      return value.users.map((user) => person(user, form))
    case 'named':
      return kindOf(schema) === 'request-type' ? requestType(value.value) : named(value.value)
    case 'named-list':
      return value.values.map(named)
    case 'option':
      return option(value.option)
    case 'options':
      return value.options.map(option)
    case 'cascading':
      return value.child === null ? option(value.parent) : { ...option(value.parent), child: option(value.child) }
    case 'words':
      return value.words
    case 'sprints':
      return sprintNumber(value.sprints)
    case 'issue':
      return schema.system === 'parent' ? { key: value.key } : value.key
    case 'team':
      return value.team.id
    case 'estimates':
      return {
        ...(value.estimates.original === null ? {} : { originalEstimate: minutes(value.estimates.original) }),
        ...(value.estimates.remaining === null ? {} : { remainingEstimate: minutes(value.estimates.remaining) }),
      }
    case 'sla':
    case 'development':
    case 'withheld':
    case 'unknown':
      throw new TypeError(`A value of the kind ${value.kind} cannot be written`)
  }
}

/** Sprints are read as a list with all the closed ones, and written as the number of the one to come or to be in. */
const sprintNumber = (sprints: readonly { readonly id: string; readonly state: string }[]): number | null => {
  const open = sprints.find(({ state }) => state !== 'closed')
  return open === undefined ? null : wireId(open.id)
}
