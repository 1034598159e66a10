import { expect, test } from 'vitest'
import { openingWords } from './opening-words.ts'

test.each([
  [{ state: 'ready', rescued: 0 }, null],
  [{ state: 'made', rescued: 0 }, null],
  [{ state: 'rebuilt', rescued: 0 }, 'The local copy of acme was damaged and is made anew'],
  [
    { state: 'rebuilt', rescued: 1, setAside: '/copies/acme/replica.damaged-1.sqlite' },
    'The local copy of acme was damaged and is made anew · the change that waited is kept · the old file is replica.damaged-1.sqlite',
  ],
  [
    { state: 'made', rescued: 0, setAside: '/copies/acme/replica.other-1.sqlite' },
    'The local copy of acme was of another account · the old file is replica.other-1.sqlite',
  ],
] as const)('%o is told as %s', (opening, words) => {
  expect(openingWords('acme', opening)).toBe(words)
})

test('several changes that waited are counted', () => {
  expect(openingWords('acme', { state: 'rebuilt', rescued: 3 })).toContain('the 3 changes that waited are kept')
})
