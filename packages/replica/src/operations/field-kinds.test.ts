import type { FieldValue, IssueDetail } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issueDetailOf } from '../store/testing.ts'
import { kindOf } from './kinds.ts'
import type { Operation } from './operation.ts'
import type { Rows } from './operation-kind.ts'
import { fieldIds, fieldValue, key, operation, performed, rows } from './testing/arbitraries.ts'

const apply = (before: Rows, one: Operation): Rows => kindOf(one).apply(before, one, performed)

/** The way back from an operation, applied. */
const takeBack = (after: Rows, one: Operation): Rows => {
  const me = { id: 'mira', name: 'Mira', active: true }
  const inverse = kindOf(one).invert(one, performed, me)
  if ('why' in inverse) throw new Error(inverse.why)
  return inverse.operations.reduce(apply, after)
}

/** With what it was before, as the sender fills it in. */
const withBase = (one: Operation, { issue, detail }: Rows): Operation => {
  const prepared = kindOf(one).prepare(one, { issue, detail, remoteLinks: undefined })
  return detail === undefined ? prepared : (kindOf(prepared).remember?.(prepared, detail) ?? prepared)
}

/** Which of several comes first says nothing in a field of one's own either. */
const inOrder = (value: FieldValue): unknown =>
  Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      Array.isArray(held) ? held.map((one) => JSON.stringify(one)).sort() : held,
    ]),
  )

/** Lists without order: what is added again is added at the end. */
const sorted = ({ issue, detail }: Rows) => {
  const lists = ({ labels, components, fixVersions, ...more }: Rows['issue'] | IssueDetail) => ({
    ...more,
    labels: [...labels].sort(),
    components: components.map(({ id }) => id).sort(),
    fixVersions: fixVersions.map(({ id }) => id).sort(),
    ...('affectedVersions' in more ? { affectedVersions: more.affectedVersions.map(({ id }) => id).sort() } : {}),
    ...('fields' in more ? { fields: more.fields?.map((field) => ({ ...field, value: inOrder(field.value) })) } : {}),
    // The site alone knows when.
    resolved: null,
  })
  return { issue: lists(issue), detail: detail && lists(detail) }
}

test('an operation that is applied twice is as one that is applied once', () => {
  fc.assert(
    fc.property(fc.boolean().chain(rows), operation, (before, one) => {
      const after = apply(before, one)
      expect(apply(after, one)).toEqual(after)
    }),
  )
})

test('an operation shows the same in the row of an issue with and without its detail', () => {
  fc.assert(
    fc.property(rows(true), operation, (before, one) => {
      const { issue, detail } = apply(before, one)
      expect(apply({ ...before, detail: undefined }, one)).toEqual({ ...before, issue, detail: undefined })
      expect(detail).toMatchObject({ key, labels: issue.labels, status: issue.status, assignee: issue.assignee })
    }),
  )
})

test('the way back leaves what was there before', () => {
  fc.assert(
    fc.property(rows(true), operation, (before, one) => {
      const known = withBase(one, before)
      fc.pre(known.kind !== 'transition' || known.base?.status.id !== known.transition.to.id)
      expect(sorted(takeBack(apply(before, known), known))).toEqual(sorted(before))
    }),
  )
})

test('what it was before stays when it is known', () => {
  fc.assert(
    fc.property(rows(true), rows(true), operation, (before, other, one) => {
      const known = withBase(one, before)
      expect(withBase(known, other)).toEqual(known)
    }),
  )
})

test('an issue that has what is wanted is done, and never in conflict', () => {
  fc.assert(
    fc.property(rows(true), operation, (before, one) => {
      const prepared = kindOf(one).prepare(one, before)
      const { detail } = apply(before, prepared)
      if (detail === undefined) throw new Error('no detail')
      expect(kindOf(prepared).conflicts?.(prepared, detail) ?? []).toEqual([])
      const isLoop = prepared.kind === 'transition' && prepared.base?.status.id === prepared.transition.to.id
      expect(kindOf(prepared).isDone?.(prepared, detail)).toBe(!isLoop)
    }),
  )
})

test('a field is in conflict when it is neither what it was nor what it is to be', () => {
  const field = fc
    .constantFrom(...fieldIds)
    .chain((id) =>
      fc.record({ id: fc.constant(id), base: fieldValue(id), mine: fieldValue(id), theirs: fieldValue(id) }),
    )
  fc.assert(
    fc.property(rows(true), field, (before, { id, base, mine, theirs }) => {
      const schema = { type: 'any', items: null, system: null, custom: null }
      const change = { id, name: 'Field 1', schema }
      const set = (value: typeof base): Operation => ({ kind: 'set-fields', key, changes: [{ ...change, value }] })
      const one: Operation = { kind: 'set-fields', key, changes: [{ ...change, value: mine, base }] }
      const same = (value: typeof base): string => JSON.stringify(apply(before, set(value)).detail)
      const current = apply(before, set(theirs)).detail ?? issueDetailOf(key, 7)
      const isConflict = same(theirs) !== same(base) && same(theirs) !== same(mine)
      const listed = (kindOf(one).conflicts?.(one, current) ?? []).map((conflict) => conflict.id)
      // Lists in another order are the same.
      fc.pre(!['labels', 'components', 'versions', 'customfield_1', 'customfield_2'].includes(id))
      expect(listed).toEqual(isConflict ? [id] : [])
    }),
  )
})

test('mine goes over theirs, theirs leaves the operation, and nothing is left of one without changes', () => {
  const change = (id: string, text: string, was: string) => ({
    id,
    name: id,
    schema: { type: 'string', items: null, system: null, custom: null },
    value: { kind: 'text', text } as const,
    base: { kind: 'text', text: was } as const,
  })
  const one = {
    kind: 'set-fields',
    key,
    changes: [change('summary', 'new', 'old'), change('customfield_1', 'x', 'y')],
  } as const
  const { conflicts, resolve } = kindOf(one)
  const value = { kind: 'text', text: 'z' } as const
  const current = issueDetailOf(key, 7, {
    summary: 'theirs',
    fields: [{ id: 'customfield_1', name: 'Field', value }],
  })
  const found = conflicts?.(one, current) ?? []
  expect(found.map(({ id, theirs }) => [id, theirs])).toEqual([
    ['summary', { kind: 'text', text: 'theirs' }],
    ['customfield_1', value],
  ])
  const half = resolve?.(one, found, { summary: 'mine', customfield_1: 'theirs' })
  expect(half?.changes).toMatchObject([{ id: 'summary', value: { text: 'new' }, base: { text: 'theirs' } }])
  expect(half && conflicts?.(half, current)).toEqual([])
  expect(resolve?.(one, found, { summary: 'theirs', customfield_1: 'theirs' })).toBeNull()
})

test("what is given in the site's own form is never taken for done", () => {
  const value = { kind: 'unknown', label: 'a value that only the site can show' } as const
  const schema = { type: 'any', items: null, system: null, custom: 'com.acme:grid' }
  const change = { id: 'customfield_1', name: 'Grid', schema, value, wire: { rows: 2 }, base: value }
  const one = { kind: 'set-fields', key, changes: [change] } as const
  const current = issueDetailOf(key, 7, { fields: [{ id: 'customfield_1', name: 'Grid', value }] })
  expect(kindOf(one).isDone?.(one, current)).toBe(false)
  expect(kindOf(one).conflicts?.(one, current)).toEqual([])
  const priority = { ...change, id: 'priority', name: 'Priority' }
  const before = { issue: current, detail: current, remoteLinks: undefined }
  expect(apply(before, { kind: 'set-fields', key, changes: [priority] })).toEqual(before)
})
