import { join } from 'node:path'
import { array, assert, constantFrom, property } from 'fast-check'
import { expect, it } from 'vitest'
import { loadOriginal, packageFolder } from '../testing/patched-module.ts'
import { remembered } from './sanitized.ts'

interface SanitizeModule {
  readonly default: (text: string) => string
}

const { default: sanitizeAnsi } = await loadOriginal<SanitizeModule>(
  join(packageFolder(['ink']), 'build', 'sanitize-ansi.js'),
)
const plain = [
  '',
  'PAY-1',
  '漢',
  'e\u0301',
  '\u0301',
  '\n',
  '\t',
  '\u0007',
  '\u009B31m',
  '\u001B[2J',
  '\u001B[31',
  '\u001B',
]
const styles = ['31', '39', '0', '', '4:3', '1;4'].map((codes) => `\u001B[${codes}m`)
const pieces = constantFrom(...plain, ...styles, '\u001B]0;title\u0007')

it('cleans as Ink does, also when asked again', () => {
  const clean = remembered(sanitizeAnsi)
  assert(
    property(array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      expect(clean(text)).toBe(sanitizeAnsi(text))
      expect(clean(text)).toBe(sanitizeAnsi(text))
    }),
    { numRuns: 2000 },
  )
})

it('looks through a text once, and through a simple line never', () => {
  let computed = 0
  const counted = remembered((text) => {
    computed += 1
    return text
  })
  for (const text of ['漢', '漢', '\u001B[31ma line\u001B[0m']) counted(text)
  expect(computed).toBe(1)
})
