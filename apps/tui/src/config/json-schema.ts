import * as z from 'zod/mini'
import type { Action } from '../actions/action.ts'
import { showChords } from '../input/chord.ts'
import { configSchema, settingNotes } from './schema.ts'

/** A JSON schema, of which only what is read here has a type. */
export interface JsonSchema {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly required?: readonly string[]
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

/** The schema of `config.yaml` as JSON schema (draft 7, which every editor reads), with the actions of the table for its keys. */
export const configJsonSchema = (table: readonly Pick<Action, 'id' | 'title' | 'keys'>[]): JsonSchema => {
  const made: unknown = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input', metadata: settingNotes })
  if (!isSchema(made)) throw new TypeError('a schema is an object')
  const { keys, ...others } = made.properties ?? {}
  const value = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }, { enum: [false, null] }] }
  const actions = Object.fromEntries(
    table.map(({ id, title, keys: own }) => [
      id,
      { description: `${title} (by itself: ${own.map(showChords).join(', ') || 'none'})`, ...value },
    ]),
  )
  const properties = Object.fromEntries(
    Object.keys(made.properties ?? {}).map((name) => [
      name,
      name === 'keys'
        ? { description: keys?.description, type: 'object', properties: actions, additionalProperties: false }
        : others[name],
    ]),
  )
  return { ...made, title: 'The configuration of mmd-tui', properties } as JsonSchema
}
