import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { revealed, Secret } from './secret.ts'

test('a secret shows itself to reveal alone', () => {
  const secret = new Secret('hunter2')
  const shown = [String(secret), JSON.stringify({ secret }), inspect({ a: [secret] }), format('%o', secret)]
  for (const text of shown) expect(text).not.toContain('hunter2')
  expect(Object.keys(secret)).toEqual([])
  expect(revealed(secret)).toBe('hunter2')
  expect(revealed('bare')).toBe('bare')
})
