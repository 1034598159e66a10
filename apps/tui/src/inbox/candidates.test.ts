import type { Issue } from '@mmd/jira-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testIssue } from '../app/testing.ts'
import { hostileLine } from '../screens/testing.ts'
import { findCandidates, type Search, tellingWords } from './candidates.ts'

/** A search as the copy has it: every word must be there, the last one as a beginning, the newest first. */
const searchIn =
  (issues: readonly Issue[]): Search =>
  (text, limit) => {
    const words = text.toLowerCase().split(/\s+/)
    return issues
      .filter(({ summary }) => {
        const theirs = summary.toLowerCase().split(/[^\p{L}\p{N}]+/u)
        return words.every((word, at) =>
          theirs.some((one) => (at === words.length - 1 ? one.startsWith(word) : one === word)),
        )
      })
      .toReversed()
      .slice(0, limit)
      .map((issue) => ({ key: issue.key, issue }))
  }

const called = (number: number, summary: string, more: Partial<Issue> = {}): Issue =>
  testIssue(number, { summary, ...more })

const keysOf = (issue: Issue, issues: readonly Issue[]): readonly string[] =>
  findCandidates(issue, searchIn(issues)).map((one) => one.issue.key)

test('what shares rare words comes before what shares common ones, and the issue itself is not there', () => {
  const many = Array.from({ length: 60 }, (_, at) => called(100 + at, `Page ${at} shows the number wrong`))
  const issue = called(1, 'The checkout crashes when the card number has spaces')
  const same = called(2, 'Crash in checkout: card with spaces')
  const other = called(3, 'Refund e-mail shows the wrong currency')
  const found = keysOf(issue, [issue, same, other, ...many])
  expect(found[0]).toBe('PAY-2')
  expect(found).not.toContain('PAY-1')
  expect(found).not.toContain('PAY-3')
})

test('the same summary is wholly alike, endings of words do not matter, and done issues count too', () => {
  const done = { status: { id: '5', name: 'Done', category: 'done' } } as const
  const issue = called(1, 'Imports fail')
  const [first] = findCandidates(issue, searchIn([issue, called(2, 'Imports fail', done)]))
  expect(first?.issue.key).toBe('PAY-2')
  expect(first?.score).toBeCloseTo(1)
})

test('a parent is no duplicate, and words that say nothing find nothing', () => {
  const parent = called(1, 'Migrate billing exports')
  const issue = called(2, 'Migrate billing exports', { parent: { key: parent.key, summary: parent.summary } })
  expect(keysOf(issue, [parent, issue])).toEqual([])
  expect(tellingWords('It does not work when you have it')).toEqual(['work'])
})

test('what it is linked to already is no candidate', () => {
  const issue = called(1, 'Imports fail')
  const linked = called(2, 'Imports fail')
  expect(findCandidates(issue, searchIn([issue, linked]), { description: '', linked: [linked.key] })).toEqual([])
})

test('of two that are equally alike the one of the same component comes first', () => {
  const components = [{ id: '1', name: 'Checkout' }]
  const issue = called(1, 'Imports fail at night', { components })
  const same = called(2, 'Imports fail at noon', { components })
  expect(keysOf(issue, [issue, same, called(3, 'Imports fail at dawn')])).toEqual(['PAY-2', 'PAY-3'])
})

test('the code of an error in the description brings issues that share no other word, and leaves common codes aside', () => {
  const issue = called(1, 'Nothing happens on Monday')
  const coded = called(2, 'Bank answers ORA-00942')
  const many = Array.from({ length: 20 }, (_, at) => called(100 + at, `Log ${at}: TIMEOUT_ERROR`))
  const search = searchIn([issue, coded, ...many])
  const inWords: Search = (text, limit) => search(text.replaceAll(/[-_]/g, ' '), limit)
  const known = { description: 'Log says:\n  ORA-00942: no table\n  TIMEOUT_ERROR', linked: [] }
  const found = findCandidates(issue, inWords, known).map((one) => one.issue.key)
  expect(found).toEqual(['PAY-2'])
})

test('any summary gives at most five candidates, in order, with scores from 0 to 1', () => {
  const summaries = fc.array(hostileLine, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(summaries, (texts) => {
      const issues = texts.map((text, at) => called(at + 1, text))
      for (const issue of issues.slice(0, 2)) {
        const found = findCandidates(issue, searchIn(issues))
        expect(found.length).toBeLessThanOrEqual(5)
        expect(found.every(({ score }) => score > 0 && score <= 1.000001)).toBe(true)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a))
      }
    }),
  )
})
