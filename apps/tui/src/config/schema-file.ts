import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { actions } from '../actions/registry.ts'
import type { ConfigPlace } from './config-file.ts'
import { configJsonSchema } from './json-schema.ts'
import { configTemplate } from './template.ts'

/** The text of the schema, as it is published. */
export const schemaText = (): string => `${JSON.stringify(configJsonSchema(actions), null, 2)}\n`

/** Puts the schema of this version beside the configuration, where editors find it. Gives its address. */
const writeSchema = async ({ folders }: ConfigPlace): Promise<string> => {
  const file = join(folders.config, 'config.schema.json')
  const text = schemaText()
  await mkdir(folders.config, { recursive: true, mode: 0o700 })
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text, { mode: 0o600 })
  return pathToFileURL(file).href
}

/** A file to begin with, and the schema for it beside where it will lie. */
export const newConfigText = async (place: ConfigPlace): Promise<string> =>
  configTemplate(configJsonSchema(actions), await writeSchema(place))
