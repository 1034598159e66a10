import { expect, test } from 'vitest'
import { paceOf, paceWords } from './progress.ts'

const now = 1_000 * 60_000
const minutesAgo = (...minutes: readonly number[]) => minutes.map((ago) => ({ at: now - ago * 60_000 }))

test.each<readonly [string, readonly number[], string | null]>([
  ['two a minute', [0, 0.5, 1, 1.5, 2, 2.5], '2/min'],
  ['one in some minutes', [0, 4, 8], '1 in 3 min'],
  ['nothing of two', [0, 4], null],
  ['nothing of what took no time', [0, 0.1, 0.2], null],
  ['nothing of what is long ago', [20, 30, 40], null],
])('the pace says %s', (_what, minutes, expected) => {
  const pace = paceOf(minutesAgo(...minutes), now)
  expect(pace === null ? null : paceWords(pace)).toBe(expected)
})
