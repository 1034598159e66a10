import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanServerText } from './clean.ts'

test('escape sequences and invisible characters of a server do not come through', () => {
  expect(cleanServerText('\u001b[31mred\u001b[0m\r\n\u009b2J over\u202Eride \u{e0041}tag')).toBe(
    '[31mred [0m 2J over ride tag',
  )
})

test('a secret that the server echoes is masked', () => {
  expect(cleanServerText('bad code abc123', ['abc123'])).toBe('bad code [secret]')
})

test('any text becomes one short printable line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const line = cleanServerText(text)
      expect(line.length).toBeLessThanOrEqual(200)
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})
