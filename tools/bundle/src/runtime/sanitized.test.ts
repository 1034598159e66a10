import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { remembered } from './sanitized.ts'

it('gives what the function gives, also when asked again', () => {
  const upper = remembered((text) => text.toUpperCase())
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 8 })), (texts) => {
      for (const text of [...texts, ...texts]) expect(upper(text)).toBe(text.toUpperCase())
    }),
  )
})

it('computes a text once', () => {
  let computed = 0
  const counted = remembered((text) => {
    computed += 1
    return text
  })
  counted('a line')
  counted('a line')
  expect(computed).toBe(1)
})
