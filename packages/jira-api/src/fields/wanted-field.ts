import type { TextFormat } from '@mmd/rich-text'
import type { Json } from '../model/primitives.ts'
import type { FieldSchema } from './field-schema.ts'
import type { IssueField } from './field-value.ts'
import { readFieldValue } from './read-value.ts'

/** A field that a list is to bring besides those of a row; an entry of the site's catalogue is one. */
export interface WantedField {
  readonly id: string
  readonly name: string
  readonly schema: FieldSchema
}

/** Those of the fields that are set, in the order in which they were asked for. Lists tell no schemas: the catalogue does. */
export const readWanted = (fields: Json, wanted: readonly WantedField[], format: TextFormat): readonly IssueField[] =>
  wanted.flatMap(({ id, name, schema }) => {
    const value = readFieldValue(Object.hasOwn(fields, id) ? fields[id] : null, schema, format)
    return value.kind === 'empty' ? [] : [{ id, name, value }]
  })
