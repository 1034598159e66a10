import { isObject } from './json.ts'

const withNull = (schema: Readonly<Record<string, unknown>>): unknown => {
  const { nullable: _, type, enum: values, ...rest } = schema
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, { ...rest, ...(values ? { enum: values } : {}) }] }
  return { ...rest, type: [type, 'null'], ...(Array.isArray(values) ? { enum: [...values, null] } : {}) }
}

const choices = ['anyOf', 'oneOf', 'allOf']

// The members are in the choices, and the schema beside them would forbid each: nothing could fit.
const fitsNothing = (schema: Readonly<Record<string, unknown>>): boolean =>
  schema['additionalProperties'] === false &&
  schema['properties'] === undefined &&
  choices.some((choice) => schema[choice] !== undefined)

/** A schema of OpenAPI 3.0 in the words of JSON Schema: `nullable` is a type of its own there. */
export const toJsonSchema = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toJsonSchema)
  if (!isObject(value)) return value
  const inner = Object.fromEntries(
    // An example may hold anything, and is no schema.
    Object.entries(value).map(([name, member]) => [name, name === 'example' ? null : toJsonSchema(member)]),
  )
  if (fitsNothing(inner)) delete inner['additionalProperties']
  return inner['nullable'] === true ? withNull(inner) : inner
}
