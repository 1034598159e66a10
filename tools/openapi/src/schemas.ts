import { Ajv } from 'ajv'
import type { JsonObject } from './json.ts'
import { toJsonSchema } from './to-json-schema.ts'

/** Where a value is not what its schema says. */
export interface Mismatch {
  /** `/issues/*\/fields`: a JSON pointer in which any place of a list is a star. */
  readonly where: string
  readonly message: string
}

/** Judges a value by the schema at a JSON pointer of the description. */
export type Validate = (pointer: string, value: unknown) => readonly Mismatch[]

// RFC 3339, or as Jira writes times: their zones have no colon, though the descriptions call them `date-time` too.
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/u

const formats = {
  'date-time': time,
  date: /^\d{4}-\d\d-\d\d$/u,
  uri: (text: string) => URL.canParse(text),
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu,
  int32: { type: 'number', validate: (value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31 },
  int64: { type: 'number', validate: (value: number) => Number.isSafeInteger(value) },
  double: { type: 'number', validate: (value: number) => Number.isFinite(value) },
  binary: true,
  byte: true,
} as const

/** One part of a JSON pointer. */
export const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** Reads the schemas of a description, each when it is first asked for. */
export const createSchemas = (description: JsonObject): Validate => {
  const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false, formats, logger: false })
  ajv.addSchema(objectSchema(description), 'description')
  return (pointer, value) => {
    const id = `description#${pointer.split('/').map(encodeURIComponent).join('/')}`
    const validate = ajv.getSchema(id) ?? ajv.compile({ $ref: id })
    if (validate(value) === true) return []
    return (validate.errors ?? []).map(({ instancePath, params, message = '' }) => {
      const extra = 'additionalProperty' in params ? `/${pointerPart(String(params['additionalProperty']))}` : ''
      const where = `${instancePath}${extra}`.replaceAll(/\/\d+(?=\/|$)/gu, '/*')
      return { where, message }
    })
  }
}

const objectSchema = (description: JsonObject): Record<string, unknown> => {
  const { paths, components } = description
  return { paths: toJsonSchema(paths), components: toJsonSchema(components) }
}
