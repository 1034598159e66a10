import type { StoredText, TextFormat } from '@mmd/rich-text'
import type { Named } from '../model/model.ts'
import { type FieldSchema, kindOf } from './field-schema.ts'
import type { FieldValue, OptionValue } from './field-value.ts'

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

const option = ({ id, label }: OptionValue): Readonly<Record<string, unknown>> =>
  id === '' ? { value: label } : { id }

/** A text as a body carries it: wiki markup as it is, a document as JSON. */
export const wireText = ({ format, source }: StoredText): unknown => (format === 'adf' ? JSON.parse(source) : source)

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
      return wireText(value.text)
    case 'number':
      return value.number
    case 'date':
      return value.date
    case 'time':
      // With milliseconds and without a colon: nothing else is taken.
      return value.time.replace(/Z$/, '+0000')
    case 'user':
      return { [form.person]: value.user.id }
    case 'users':
      return value.users.map(({ id }) => ({ [form.person]: id }))
    case 'named':
      return named(value.value)
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
  return open === undefined ? null : Number(open.id)
}
