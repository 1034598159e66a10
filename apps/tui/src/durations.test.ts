import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDuration, takeDuration, toDuration } from './durations.ts'

describe('a time that was spent', () => {
  test.each([
    ['1h30m', 5_400],
    ['1h 30m', 5_400],
    ['1 h 30 m', 5_400],
    ['90m', 5_400],
    ['1.5h', 5_400],
    [' 2H ', 7_200],
  ])('%j is understood', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  test.each(['', '0m', '0.5m', '1d', '90', 'h', '1h and 3m', '1h30', '-1h', '999999h', '1hour', '1h 2m 3m'])(
    '%j is not',
    (text) => {
      expect(parseDuration(text)).toBeUndefined()
    },
  )

  test.each([
    ['1h30m fixed the form', { seconds: 5_400, rest: ' fixed the form' }],
    ['1h 5 men were asked', { seconds: 3_600, rest: ' 5 men were asked' }],
    ['45m', { seconds: 2_700, rest: '' }],
    ['fixed in 1h', undefined],
  ])('is what %j begins with', (text, taken) => {
    expect(takeDuration(text)).toEqual(taken)
  })

  test('is written as Jira writes it', () => {
    expect([5_400, 7_200, 2_700, 10, 90_000].map(toDuration)).toEqual(['1h 30m', '2h', '45m', '1m', '25h'])
  })

  test('is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), (minutes) => {
        expect(parseDuration(toDuration(minutes * 60))).toBe(minutes * 60)
      }),
    )
  })
})
