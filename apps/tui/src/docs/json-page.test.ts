import { expect, test } from 'vitest'
import { jsonPage } from './json-page.ts'

test('the page of JSON in docs is what the list of published keys says (npm run docs writes it)', async () => {
  await expect(jsonPage()).toMatchFileSnapshot('../../../../docs/json.md')
})
