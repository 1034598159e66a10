import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AnySchema } from 'ajv'
import draft04 from 'ajv-draft-04'

const require = createRequire(import.meta.url)
const schema: AnySchema = JSON.parse(
  readFileSync(require.resolve('@atlaskit/adf-schema/json-schema/v1/full.json'), 'utf8'),
)
const isPublished = new draft04.default({ strict: false, logger: false }).compile(schema)

/** What the schema that Atlassian publishes has against a document. */
export const schemaErrors = (document: unknown): readonly string[] =>
  isPublished(document) ? [] : (isPublished.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)
