import { expect, test } from 'vitest'
import { actions } from '../actions/registry.ts'
import { keysPage } from './keys-page.ts'

test('the page of keys in docs is what the table of actions says (npm run docs writes it)', async () => {
  await expect(keysPage(actions)).toMatchFileSnapshot('../../../../docs/keys.md')
})
