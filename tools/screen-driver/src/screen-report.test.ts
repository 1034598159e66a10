import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { boxed, escapeBytes } from './screen-report.ts'

it('escaped bytes are printable ASCII and can be told apart', () => {
  const bytes = fc.uint8Array({ maxLength: 4 })
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      expect(escapeBytes(one)).toMatch(/^[\x20-\x7e]*$/)
      expect(escapeBytes(one) === escapeBytes(other)).toBe(Buffer.from(one).equals(Buffer.from(other)))
    }),
  )
})

it('a box is as wide as the screen whatever the lines hold', () => {
  expect(boxed(['ab', ''], 3)).toBe('┌───┐\n│ab │\n│   │\n└───┘')
})
