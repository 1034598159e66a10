import { expect, test } from 'vitest'
import { testIssue } from '../../app/testing.ts'
import { bare, plainTheme } from '../testing.ts'
import { noMarks } from '../triage/testing.ts'
import { cardLines } from './card.ts'

test('a card says its type where that is whole, and who has it in any case', () => {
  const issue = testIssue(1, {
    type: { id: '1', name: 'Sub-task', subtask: true },
    assignee: { id: 'a', name: 'Mira Okafor', active: true },
  })
  const head = (width: number): string =>
    bare(cardLines({ issue, marks: noMarks, isMarked: false, width, lines: 4, theme: plainTheme })[0] ?? '')
  expect(head(30)).toMatch(/ Sub-task +MO $/)
  expect(head(20)).not.toContain('Sub')
  expect(head(20)).toMatch(/ MO $/)
})
