import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tidyAnswer } from './tidy-answer.ts'

const whole = { access_token: 'a', token_type: 'Bearer', expires_in: 3600, refresh_token: 'r', scope: 'WRITE' }

test('an answer as it should be stays as it is', () => {
  expect(tidyAnswer({ ...whole, created_at: 1 })).toEqual({ ...whole, created_at: 1 })
})

test('an id token that was not asked for, and what is null, is left out', () => {
  expect(tidyAnswer({ access_token: 'a', id_token: 'x', scope: null, extra: null })).toEqual({ access_token: 'a' })
})

test.each([
  ['60', 60],
  [' 60 ', 60],
  [0.5, 0.5],
  [3_153_600_000, 3_153_600_000],
])('a life of %j seconds is believed', (given, seconds) => {
  expect(tidyAnswer({ expires_in: given })).toEqual({ expires_in: seconds })
})

test.each([
  ['nothing', 0],
  ['less than nothing', -1],
  ['an age', 3_153_600_001],
  ['the largest number of Java', 2 ** 63],
  ['no number', Number.NaN],
  ['without an end', Number.POSITIVE_INFINITY],
  ['words', 'an hour'],
  ['a unit', '3600s'],
  ['an empty text', ''],
  ['a list', [3600]],
  ['yes', true],
])('a life of %s is as if it had not been said', (_, given) => {
  expect(tidyAnswer({ ...whole, expires_in: given })).not.toHaveProperty('expires_in')
})

test.each(['refresh_token', 'scope'])('a %s that is no text, or empty, is as if it had not come', (name) => {
  for (const value of ['', 7, true, [], {}]) expect(tidyAnswer({ ...whole, [name]: value })).not.toHaveProperty(name)
})

test('whatever the answer, its end can be written as a date', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { expires_in: seconds } = tidyAnswer({ expires_in: value })
      if (seconds === undefined) return
      expect(seconds).toBeGreaterThan(0)
      expect(() => new Date(Date.now() + Number(seconds) * 1000).toISOString()).not.toThrow()
    }),
  )
})
