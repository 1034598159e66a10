import { expect, test } from 'vitest'
import { issueDetailOf } from '../store/testing.ts'
import { kindOf } from './kinds.ts'
import type { MembersOperation } from './operation.ts'
import { key, performed } from './testing/arbitraries.ts'

const [one, two] = [
  { id: '1', name: 'Web' },
  { id: '2', name: 'API' },
]

test('a component that is given by its name alone is the one that has that name', () => {
  const detail = issueDetailOf(key, 7, { components: [one] })
  const add = [{ id: '', name: 'Web' }, two]
  const operation: MembersOperation = { kind: 'members', key, field: 'components', add, remove: [] }
  const { apply, invert, isDone, prepare } = kindOf(operation)
  const rows = { issue: detail, detail, remoteLinks: undefined }
  const after = apply(rows, operation, performed)
  expect(after.detail?.components).toEqual([one, two])
  expect([detail, after.detail ?? detail].map((issue) => isDone?.(operation, issue))).toEqual([false, true])
  expect(invert(prepare(operation, rows), performed, { id: 'mira', name: 'Mira', active: true })).toEqual({
    operations: [{ kind: 'members', key, field: 'components', add: [], remove: [two] }],
  })
})
