import type { FieldValue, IssueDetail } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { type Changed, lookAtFields } from './field-change.ts'

const text = (value: string): FieldValue => ({ kind: 'text', text: value })
const named = (id: string): FieldValue => ({ kind: 'named', value: { id, name: `Priority ${id}` } })

const changed = (id: string, base: FieldValue, mine: FieldValue): Changed => ({ id, name: id, base, mine })

// Only what is looked at.
const issue = (summary: string, priority: string): IssueDetail =>
  ({ summary, priority: { id: priority, name: `Priority ${priority}` }, fields: [] }) as unknown as IssueDetail

const same = changed('priority', named('3'), named('3'))
const other = changed('priority', named('3'), named('2'))
const summary = changed('summary', text('old'), text('new'))

test('a field that was what it is to be already does not hide that the others were not set', () => {
  expect(lookAtFields([summary, same], issue('old', '3'))).toEqual({ state: 'not-done' })
  expect(lookAtFields([summary, same], issue('new', '3')).state).toBe('done')
  expect(lookAtFields([same], issue('old', '3')).state).toBe('done')
})

test('fields that were set in part tell nothing, since a change is done whole', () => {
  expect(lookAtFields([summary, other], issue('old', '2')).state).toBe('unclear')
  expect(lookAtFields([summary, other], issue('theirs', '2')).state).toBe('unclear')
  expect(lookAtFields([summary, other], issue('old', '3')).state).toBe('not-done')
})
