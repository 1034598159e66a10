import { expect, test } from 'vitest'
import { readSuggestion } from './read-jql.ts'

test('the label of an offered value is the text of its HTML', () => {
  expect(
    readSuggestion({ value: 'ann', displayName: '<b>A</b>nn &amp; Co &lt;b&gt; &quot;x&quot; &amp;lt; (ann)' }),
  ).toEqual({
    value: 'ann',
    label: 'Ann & Co <b> "x" &lt; (ann)',
  })
  expect(readSuggestion({ value: 'ann', displayName: '' })).toEqual({ value: 'ann', label: 'ann' })
  expect(readSuggestion({ displayName: 'ann' })).toBe(null)
})
