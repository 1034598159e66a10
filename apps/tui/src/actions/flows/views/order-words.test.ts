import { expect, test } from 'vitest'
import { directionWords } from './order-words.ts'

test('a direction is told in the words that its field has', () => {
  const both = (field: string): readonly string[] =>
    [false, true].map((descending) => directionWords({ field, descending }))
  expect(both('updated')).toEqual(['oldest first', 'newest first'])
  expect(both('Due date')).toEqual(['earliest first', 'latest first'])
  expect(both('priority')).toEqual(['lowest first', 'highest first'])
  expect(both('summary')).toEqual(['A to Z', 'Z to A'])
  expect(both('key')).toEqual(['ascending', 'descending'])
  expect(both('Story Points')).toEqual(['ascending', 'descending'])
})
