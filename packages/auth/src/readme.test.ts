import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the example in the README is the one that is compiled', () => {
  expect(read('../README.md')).toContain(`\`\`\`ts\n${read('../example/sign-in.ts')}\`\`\``)
})
