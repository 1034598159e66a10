import { expect, test } from 'vitest'
import { keyOf } from '../store/testing.ts'
import { faceWorld, lena, mira, noah } from './testing.ts'

const offline = { name: 'JiraApiError', code: 'network', message: 'no connection' } as const

test('an operation is on the rows, in the outbox and on disk when perform returns', () => {
  const { replica, key, engine, another } = faceWorld()
  const before = replica.version()
  const record = replica.perform({ kind: 'assign', key, assignee: noah })
  expect(record).toMatchObject({ state: 'pending', words: 'assign to Noah Falk', error: null, isUncertain: false })
  expect(replica.issue(key)?.assignee).toEqual(noah)
  expect(replica.detail(key)?.detail?.assignee).toEqual(noah)
  expect(replica.marks(key)).toEqual({ unread: false, pending: true, failed: false, conflict: false })
  expect(replica.version()).toBeGreaterThan(before)
  expect(engine.woken).toBe(1)
  expect(another().issue(key)?.assignee).toEqual(noah)
  expect(replica.changes(1)[0]?.title).toBe('PAY-1: assign to Noah Falk')
})

test('each operation remembers what the one before it in the same change has made', () => {
  const { replica, key } = faceWorld()
  const [first, second] = replica.performAll(
    [
      { kind: 'assign', key, assignee: noah },
      { kind: 'assign', key, assignee: mira },
    ],
    '',
  )
  expect(first?.operation).toMatchObject({ base: lena })
  expect(second?.operation).toMatchObject({ base: noah })
  expect(replica.issue(key)?.assignee).toEqual(mira)
  expect(replica.changes(1)[0]?.title).toBe('PAY-1: 2 changes')
})

test('a change of many issues is called by their number', () => {
  const { replica, key, other } = faceWorld()
  replica.performAll(
    [key, other].map((one) => ({ kind: 'assign', key: one, assignee: noah })),
    '',
  )
  expect(replica.changes(1)[0]?.title).toBe('2 issues: assign to Noah Falk')
})

test('an issue that the copy does not know can be changed all the same', () => {
  const { replica } = faceWorld()
  const record = replica.perform({ kind: 'assign', key: keyOf('PAY-99'), assignee: noah })
  expect(record.operation).not.toHaveProperty('base')
  expect(replica.issue(keyOf('PAY-99'))).toBeUndefined()
})

test('what failed, is in conflict or was dropped is not on the rows any more', () => {
  const { replica, key, put } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  put(id, 'failed', { error: offline })
  expect(replica.issue(key)?.assignee).toEqual(lena)
  expect(replica.marks(key)).toMatchObject({ pending: false, failed: true })
  expect(replica.operation(id)).toMatchObject({ state: 'failed', error: { code: 'network' } })
  put(id, 'unknown')
  expect(replica.issue(key)?.assignee).toEqual(noah)
  put(id, 'conflict')
  expect(replica.issue(key)?.assignee).toEqual(lena)
  expect(replica.marks(key)).toMatchObject({ failed: false, conflict: true })
})

test('what another process has done is seen at the next poll', () => {
  const { replica, key, another } = faceWorld()
  expect(replica.issue(key)?.assignee).toEqual(lena)
  const version = replica.version()
  replica.poll()
  expect(replica.version()).toBe(version)
  another().perform({ kind: 'assign', key, assignee: noah })
  replica.poll()
  expect(replica.version()).toBe(version + 1)
  expect(replica.issue(key)?.assignee).toEqual(noah)
})

test('subscribers hear of own changes and of news', () => {
  const { replica, key, engine } = faceWorld()
  let heard = 0
  const stop = replica.subscribe(() => {
    heard += 1
  })
  replica.perform({ kind: 'assign', key, assignee: noah })
  engine.tell({ issues: { [key]: { phase: 'failed', error: offline } } })
  expect(heard).toBe(2)
  expect(replica.detail(key)).toMatchObject({ phase: 'failed', error: { code: 'network' } })
  stop()
  engine.tell({ issues: { [key]: { phase: 'idle', error: null } } })
  expect(heard).toBe(2)
  expect(replica.detail(key)).toMatchObject({ phase: 'idle', error: null })
})

test('a row stays the same object until the store changes', () => {
  const { replica, key, other, engine } = faceWorld()
  const issue = replica.issue(key)
  engine.tell({ issues: { [key]: { phase: 'loading', error: null } } })
  expect(replica.issue(key)).toBe(issue)
  replica.perform({ kind: 'assign', key: other, assignee: noah })
  expect(replica.issue(key)).toEqual(issue)
})

test('the state of the background is what it told last', () => {
  const { replica, engine } = faceWorld()
  expect(replica.engineState()).toEqual({ sender: 'idle', error: null })
  engine.tell({ sender: { sender: 'offline', error: offline } })
  expect(replica.engineState()).toMatchObject({ sender: 'offline', error: { code: 'network' } })
})

test('drafts are kept until they are empty', () => {
  const { replica, key, another } = faceWorld()
  replica.putDraft(`comment ${key}`, 'Half a sen')
  expect(another().draft(`comment ${key}`)).toBe('Half a sen')
  replica.putDraft(`comment ${key}`, '')
  expect(replica.draft(`comment ${key}`)).toBe('')
  expect(replica.drafts()).toEqual({})
})

test('a part shows what was done since it was fetched', () => {
  const { replica, key, behind, clock, take, engine } = faceWorld()
  const comment = {
    id: '7',
    author: lena,
    body: { format: 'wiki', source: 'Old' },
    created: null,
    updated: null,
  } as const
  behind.issues.putPart(key, 'comments', [{ ...comment, visibility: null, internal: false }], clock.now)
  engine.tell({})
  const body = { format: 'wiki', source: 'New' } as const
  const { id } = replica.perform({ kind: 'add-comment', key, body, typed: 'New', author: mira })
  expect(replica.part(key, 'comments')).toMatchObject([{ id: '7' }, { body }])
  take(id, { comment: { ...comment, id: '8', author: mira, body, visibility: null, internal: false } })
  expect(replica.part(key, 'comments')).toMatchObject([{ id: '7' }, { id: '8', body }])
  expect(replica.part(key, 'history')).toBeUndefined()
})

test('nothing but snoozing is done without the site', () => {
  const { replica, key, behind } = faceWorld()
  behind.views.put({
    id: 'all',
    title: 'All',
    jql: '',
    keys: [key],
    total: 1,
    askedAt: 1,
    sweptAt: 1,
    refreshedAt: 1,
    openedAt: 1,
  })
  const { id } = replica.perform({ kind: 'snooze', key, snooze: { until: null, untilChanged: false } })
  expect(replica.operation(id)?.state).toBe('sent')
  expect(replica.snoozes()).toEqual(new Set([key]))
  expect(replica.view('all')?.keys).toEqual([])
  const plan = replica.planUndo()
  if (plan === null) throw new Error('no plan')
  replica.takeBack(plan)
  expect(replica.view('all')?.keys).toEqual([key])
})

test('closing lets go of those who wait', async () => {
  const { replica, key } = faceWorld()
  const settled = replica.settled(replica.perform({ kind: 'assign', key, assignee: noah }).id)
  await replica.close()
  expect((await settled).state).toBe('pending')
})

test('a comment that is made with a step shows at once, and stays one when the step was taken and read again', () => {
  const { replica, behind, key, take } = faceWorld()
  const to = { id: '9', name: 'Done', category: 'done' } as const
  const body = { format: 'wiki', source: 'All done' } as const
  const transition = { id: '31', name: 'Finish', to }
  const { id } = replica.perform({ kind: 'transition', key, transition, fields: {}, comment: body })
  const shown = () => (replica.detail(key)?.detail?.comments ?? []).map((comment) => comment.body.source)
  expect(shown()).toEqual(['All done'])
  take(id)
  expect(shown()).toEqual(['All done'])
  const detail = behind.issues.detail(key)?.value
  if (detail === undefined) throw new Error('no detail')
  const comments = detail.comments.map((comment) => ({ ...comment, id: '77' }))
  behind.issues.putDetail({ ...detail, comments }, Date.now())
  replica.poll()
  expect(shown()).toEqual(['All done'])
})
