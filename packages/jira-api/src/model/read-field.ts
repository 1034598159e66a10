import { type FieldSchema, readFieldSchema } from '../fields/field-schema.ts'
import type { FieldValue } from '../fields/field-value.ts'
import { readFieldValue } from '../fields/read-value.ts'
import type { FieldInfo, FieldMeta, FieldOption, Transition } from './model.ts'
import { isJson, type Json, readAll, toJson, toLine, toList, toWord } from './primitives.ts'
import { NO_STATUS, readStatus } from './read-named.ts'

/** What a write sends for a value: its id where it has one, else the member that names it. */
const wireOf = (value: Json): unknown => {
  for (const key of ['id', 'value', 'name', 'key'])
    if (typeof value[key] === 'string' || typeof value[key] === 'number') return { [key]: value[key] }
  return value
}

const labelOf = (value: Json): string | null =>
  toWord(value['value']) ??
  toWord(value['name']) ??
  toWord(value['displayName']) ??
  toWord(value['label']) ??
  toWord(value['key'])

/** A cascading value is offered alone and with each of its children. */
const readOptions = (value: unknown): readonly FieldOption[] => {
  if (Array.isArray(value)) return value.flat(3).flatMap((item) => (Array.isArray(item) ? [] : readOptions(item)))
  if (typeof value === 'string' || typeof value === 'number') {
    const label = toWord(value)
    return label === null ? [] : [{ id: label, label, wire: value }]
  }
  if (!isJson(value)) return []
  const label = labelOf(value) ?? toWord(value['id'])
  if (label === null) return []
  const wire = wireOf(value)
  const id = toWord(value['id']) ?? label
  const children = readAll(value['children'], (child): FieldOption | null => {
    const childLabel = labelOf(toJson(child))
    if (childLabel === null) return null
    const childId = toWord(toJson(child)['id']) ?? `${id}:${childLabel}`
    const both = { ...toJson(wire), child: wireOf(toJson(child)) }
    return { id: childId, label: `${label} > ${childLabel}`, wire: both, parent: id }
  })
  const own: FieldOption = {
    id,
    label,
    wire,
    ...(value['released'] === true ? { released: true } : {}),
    ...(value['archived'] === true ? { archived: true } : {}),
  }
  return [own, ...children]
}

/** What only an app could read is no default that could be written. */
const readDefault = (value: unknown, schema: FieldSchema): FieldValue | null => {
  const read = readFieldValue(value, schema, 'plain')
  return read.kind === 'empty' || read.kind === 'unknown' || read.kind === 'withheld' ? null : read
}

/** A field of a screen. `id` is its key in the map: `fieldId` and `key` come and go by version. */
export const readFieldMeta = (id: string, value: unknown): FieldMeta => {
  const meta = toJson(value)
  const schema = readFieldSchema(meta['schema'])
  const defaultValue = readDefault(meta['defaultValue'], schema)
  const cleanId = toLine(id) ?? ''
  return {
    id: cleanId,
    name: toWord(meta['name']) ?? cleanId,
    required: meta['required'] === true,
    hasDefault:
      meta['hasDefaultValue'] === true || (meta['defaultValue'] !== undefined && meta['defaultValue'] !== null),
    ...schema,
    operations: readAll(meta['operations'], toWord),
    allowedValues: toList(meta['allowedValues']).flatMap(readOptions),
    ...(defaultValue === null ? {} : { defaultValue }),
  }
}

/** A transition; null without an id. */
export const readTransition = (value: unknown): Transition | null => {
  const transition = toJson(value)
  const id = toWord(transition['id'])
  if (id === null) return null
  return {
    id,
    name: toWord(transition['name']) ?? id,
    to: readStatus(transition['to']) ?? NO_STATUS,
    available: transition['isAvailable'] !== false,
    fields: Object.entries(toJson(transition['fields'])).map(([field, meta]) => readFieldMeta(field, meta)),
  }
}

/** A field of the site's catalogue; null without an id. */
export const readFieldInfo = (value: unknown): FieldInfo | null => {
  const field = toJson(value)
  const id = toWord(field['id']) ?? toWord(field['key'])
  if (id === null) return null
  return {
    id,
    name: toWord(field['name']) ?? id,
    custom: field['custom'] === true,
    schema: readFieldSchema(field['schema']),
    clauseNames: readAll(field['clauseNames'], toWord),
  }
}
