import { NO_SCHEMA } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { issueDetailOf } from '../store/testing.ts'
import { kindOf } from './kinds.ts'
import { listAfter } from './list-items.ts'
import type { ListValue } from './list-value.ts'
import type { ListItemsOperation } from './operation.ts'
import { key, performed } from './testing/arbitraries.ts'

const field = { id: 'customfield_1', name: 'Regions', schema: NO_SCHEMA }

const options = (...labels: readonly string[]): ListValue => ({
  kind: 'options',
  options: labels.map((label) => ({ id: `id-${label}`, label })),
})

const rowsWith = (value: ListValue) => {
  const detail = issueDetailOf(key, 7, { fields: [{ id: field.id, name: field.name, value }] })
  return { issue: detail, detail, remoteLinks: undefined }
}

const operation: ListItemsOperation = { kind: 'list-items', key, field, add: options('west'), remove: options('east') }

test('what somebody else has put into the list meanwhile stays, and is no conflict', () => {
  const { apply, conflicts, isDone } = kindOf(operation)
  const now = rowsWith(options('east', 'south'))
  expect(conflicts?.(operation, now.detail) ?? []).toEqual([])
  const { detail = now.detail } = apply(now, operation, performed)
  expect(detail.fields).toMatchObject([{ value: options('south', 'west') }])
  expect([now.detail, detail].map((one) => isDone?.(operation, one))).toEqual([false, true])
})

test('the way back touches only what was changed by it', () => {
  const { invert, prepare } = kindOf(operation)
  const me = { id: 'mira', name: 'Mira', active: true }
  const back = (value: ListValue) => invert(prepare(operation, rowsWith(value)), performed, me)
  expect(back(options('east'))).toMatchObject({ operations: [{ add: options('east'), remove: options('west') }] })
  expect(back(options('west'))).toEqual({ operations: [] })
  expect(invert(operation, performed, me)).toEqual({ why: 'What was in Regions before is not known' })
})

test('an option that is known by its name alone is the one that has that name', () => {
  const base: ListValue = { kind: 'options', options: [{ id: '', label: 'east' }] }
  expect(listAfter({ ...operation, base })).toEqual(options('west'))
})
