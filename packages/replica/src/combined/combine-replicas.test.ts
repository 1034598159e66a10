import type { Issue, IssueKey } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { type FaceWorld, faceWorld, mira, noah } from '../face/testing.ts'
import type { Replica, UndoPlan } from '../replica.ts'
import { issueDetailOf, keyOf } from '../store/testing.ts'
import { combineReplicas } from './combine-replicas.ts'
import { qualify, splitKey } from './qualified-key.ts'

const spec = { id: 'mine', title: 'Mine', jql: 'assignee = currentUser() ORDER BY updated DESC' }

interface Two {
  readonly acme: FaceWorld
  readonly beta: FaceWorld
  readonly both: Replica
}

/** Puts issues into a copy, and a view that holds them in this order. */
const fill = ({ behind, clock }: FaceWorld, issues: readonly (readonly [string, Partial<Issue>])[]): void => {
  const keys = issues.map(([text]) => keyOf(text))
  for (const [at, [, issue]] of issues.entries()) {
    const key = keys[at]
    if (key !== undefined) behind.issues.putDetail(issueDetailOf(key, at + 1, issue), clock.now)
  }
  behind.views.put({
    ...spec,
    keys,
    total: keys.length,
    askedAt: clock.now,
    sweptAt: clock.now,
    refreshedAt: clock.now,
    openedAt: clock.now,
  })
}

const two = (): Two => {
  const [acme, beta] = [faceWorld(), faceWorld()]
  fill(acme, [
    ['PAY-1', { updated: '2026-11-22T08:00:00.000Z', summary: 'Refund fails' }],
    ['PAY-2', { updated: '2026-11-20T08:00:00.000Z' }],
  ])
  fill(beta, [
    ['PAY-1', { updated: '2026-11-21T08:00:00.000Z', summary: 'Refund slow' }],
    ['OPS-7', { updated: null }],
  ])
  const both = combineReplicas([
    { site: 'acme', replica: acme.replica },
    { site: 'beta', replica: beta.replica },
  ])
  acme.replica.poll()
  beta.replica.poll()
  return { acme, beta, both }
}

const acmeOne = qualify('acme', keyOf('PAY-1'))
const betaOne = qualify('beta', keyOf('PAY-1'))

test('a key is told apart from the same key of another site', () => {
  expect(splitKey(acmeOne)).toEqual({ site: 'acme', key: 'PAY-1' })
  expect(splitKey(keyOf('PAY-1'))).toEqual({ site: null, key: 'PAY-1' })
})

test('one list holds the rows of all sites in the order of the view', () => {
  const { both } = two()
  expect(both.view('mine')).toMatchObject({
    keys: ['acme:PAY-1', 'beta:PAY-1', 'acme:PAY-2', 'beta:OPS-7'],
    total: 4,
    phase: 'idle',
  })
  expect(both.issue(betaOne)).toMatchObject({ key: 'beta:PAY-1', summary: 'Refund slow' })
  expect(both.detail(acmeOne)?.detail).toMatchObject({ key: 'acme:PAY-1', summary: 'Refund fails' })
})

test('where rows do not tell the order, the sites take turns', () => {
  const { acme, beta, both } = two()
  for (const { behind } of [acme, beta]) {
    const view = behind.views.get('mine')
    if (view !== undefined) behind.views.put({ ...view, jql: 'assignee = currentUser() ORDER BY Rank' })
  }
  both.poll()
  expect(both.view('mine')?.keys).toEqual(['acme:PAY-1', 'beta:PAY-1', 'acme:PAY-2', 'beta:OPS-7'])
})

test('what is done to a row is done on its own site', () => {
  const { acme, beta, both } = two()
  const record = both.perform({ kind: 'assign', key: betaOne, assignee: noah })
  expect(record.operation.key).toBe(betaOne)
  expect(beta.behind.outbox.open().map(({ operation }) => operation)).toMatchObject([
    { kind: 'assign', key: 'PAY-1', assignee: noah },
  ])
  expect(acme.behind.outbox.open()).toEqual([])
  expect(both.issue(betaOne)?.assignee).toEqual(noah)
  expect(both.issue(acmeOne)?.assignee).not.toEqual(noah)
  expect(both.marks(betaOne).pending).toBe(true)
})

test('ids of operations lead back to their sites', async () => {
  const { acme, beta, both } = two()
  const records = both.performAll(
    [acmeOne, betaOne].map((key) => ({ kind: 'assign', key, assignee: mira }) as const),
    'two issues: assign to Mira',
  )
  const [first, second] = records
  if (first === undefined || second === undefined) throw new Error('two were performed')
  expect(first.id).not.toBe(second.id)
  beta.take(beta.behind.outbox.open()[0]?.id ?? 0)
  expect((await both.settled(second.id)).state).toBe('sent')
  expect(both.operation(first.id)?.state).toBe('pending')
  expect(both.drop(first.id)).toBe(true)
  expect(acme.behind.outbox.open()).toEqual([])
})

test('one key press on two sites is taken back on both at once', () => {
  const { acme, beta, both } = two()
  both.performAll(
    [acmeOne, betaOne].map((key) => ({ kind: 'assign', key, assignee: mira }) as const),
    'two issues: assign to Mira',
  )
  const plan = both.planUndo()
  expect(plan?.cancelled).toHaveLength(2)
  if (plan !== null) both.takeBack(plan)
  expect([acme, beta].flatMap(({ behind }) => behind.outbox.open())).toEqual([])
})

test('it is done again on both at once, and taken back once more', () => {
  const { acme, beta, both } = two()
  const names = () => [acmeOne, betaOne].map((key) => both.issue(key)?.assignee?.name)
  const before = names()
  both.performAll(
    [acmeOne, betaOne].map((key) => ({ kind: 'assign', key, assignee: mira }) as const),
    'two issues: assign to Mira',
  )
  const walk = (plan: UndoPlan | null): void => void (plan !== null && both.takeBack(plan))
  walk(both.planUndo())
  expect(names()).toEqual(before)
  // However much later the other site was reached.
  beta.clock.now += 60_000
  walk(both.planRedo())
  expect(names()).toEqual([mira.name, mira.name])
  walk(both.planUndo())
  expect(names()).toEqual(before)
  expect([acme, beta].flatMap(({ behind }) => behind.outbox.open())).toEqual([])
})

test('two key presses of one name at the same time are two', () => {
  const { acme, beta, both } = two()
  for (const key of [acmeOne, betaOne])
    both.performAll([{ kind: 'assign', key, assignee: mira }], 'PAY-1 assigned to Mira')
  const plan = both.planUndo()
  expect(plan?.cancelled).toHaveLength(1)
  if (plan !== null) both.takeBack(plan)
  expect([acme, beta].flatMap(({ behind }) => behind.outbox.open())).toHaveLength(1)
})

test('undo takes what was done last, on whichever site', () => {
  const { acme, beta, both } = two()
  both.perform({ kind: 'assign', key: acmeOne, assignee: mira })
  for (const { clock } of [acme, beta]) clock.now += 60_000
  both.perform({ kind: 'assign', key: betaOne, assignee: noah })
  const plan = both.planUndo()
  if (plan !== null) both.takeBack(plan)
  expect(beta.behind.outbox.open()).toEqual([])
  expect(acme.behind.outbox.open()).toHaveLength(1)
})

test('a filter and a search find rows of all sites', () => {
  const { both } = two()
  expect(both.matching('mine', ['refund'])).toEqual(['acme:PAY-1', 'beta:PAY-1'])
  expect(both.search('refund', 10).map(({ key }) => key)).toEqual(['acme:PAY-1', 'beta:PAY-1'])
})

test('reading a row marks it on its own site alone', () => {
  const { acme, beta, both } = two()
  for (const world of [acme, beta]) fill(world, [['PAY-1', { updated: '2026-12-01T08:00:00.000Z' }]])
  both.poll()
  expect([acmeOne, betaOne].map((key) => both.marks(key).unread)).toEqual([true, true])
  both.markRead([betaOne])
  expect([acmeOne, betaOne].map((key) => both.marks(key).unread)).toEqual([true, false])
  expect(acme.behind.marks.unread([keyOf('PAY-1')]).size).toBe(1)
  expect(beta.behind.marks.unread([keyOf('PAY-1')]).size).toBe(0)
})

test('a favourite filter is the view of its own site alone', async () => {
  const { acme, beta, both } = two()
  const own = { id: 'filter:10', title: 'Our bugs', jql: 'labels = bug' }
  for (const { behind, clock } of [acme, beta])
    behind.catalogues.put('favourite-filters', [{ id: '10', name: 'Our bugs', jql: own.jql }], clock.now)
  both.poll()
  expect(both.catalogue('favourite-filters')).toMatchObject([
    { id: 'acme:10', name: 'acme: Our bugs' },
    { id: 'beta:10', name: 'beta: Our bugs' },
  ])
  await both.openView({ ...own, id: 'filter:beta:10', title: 'beta: Our bugs' })
  expect(beta.replica.view('filter:10')?.spec).toEqual(own)
  expect(acme.replica.view('filter:10')).toBeUndefined()
  expect(both.view('filter:beta:10')?.spec).toMatchObject({ id: 'filter:beta:10', title: 'beta: Our bugs' })
})

test('a row that has not changed is the same object each time', () => {
  const { both } = two()
  expect(both.issue(acmeOne)).toBe(both.issue(acmeOne))
  expect(both.detail(betaOne)?.detail).toBe(both.detail(betaOne)?.detail)
})

test('the trouble of one site is told, and the others go on', () => {
  const { beta, both } = two()
  beta.engine.tell({
    views: { mine: { phase: 'failed', error: { name: 'JiraApiError', code: 'network', message: 'no route' } } },
    sender: { sender: 'offline', error: { name: 'JiraApiError', code: 'network', message: 'no route' } },
  })
  expect(both.view('mine')).toMatchObject({ phase: 'failed', error: { code: 'network' } })
  expect(both.view('mine')?.keys).toHaveLength(4)
  expect(both.engineState().sender).toBe('offline')
})

test('a row of a site that is not among them is refused', () => {
  const { both } = two()
  expect(() => both.issue('gamma:PAY-1' as IssueKey)).toThrow(TypeError)
})
