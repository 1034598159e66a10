import { expect, test } from 'vitest'
import { actions } from '../actions/registry.ts'
import { configJsonSchema } from '../config/json-schema.ts'
import { readConfig } from '../config/read-config.ts'
import { schemaText } from '../config/schema-file.ts'
import { configurationIntro } from './configuration-intro.ts'
import { configurationPage } from './configuration-page.ts'

test('the page about the configuration is what the schema says (npm run docs writes it)', async () => {
  const page = configurationPage(configurationIntro, configJsonSchema(actions))
  await expect(page).toMatchFileSnapshot('../../../../docs/configuration.md')
})

test('the published schema is the one by which the file is read (npm run docs writes it)', async () => {
  await expect(schemaText()).toMatchFileSnapshot('../../../../docs/config.schema.json')
})

test('the example of the page has no mistake', () => {
  const [, example = ''] = /```yaml\n([^]*?)```/.exec(configurationIntro) ?? []
  expect(example).toContain('views:')
  expect(readConfig(example, actions).problems).toEqual([])
})
