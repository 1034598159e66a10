// An issue that somebody moves to another project while changes of it wait.
import type { IssueKey } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { me, type SenderWorld, senderWorld, wiki } from './testing.ts'

const graces = { broken: 0, timeout: 0, orphan: 0, stumble: 0 }

/** As the site's own screens do it. */
const move = ({ sandbox: { world }, key }: SenderWorld): IssueKey => {
  const issue = world.findIssue(key)
  const target = world.projects.find((project) => project.key !== issue?.projectKey)
  if (issue === undefined || target === undefined) throw new Error('nothing to move')
  const moved = { ...issue, key: `${target.key}-900`, number: 900, projectKey: target.key, formerKeys: [key] }
  world.removeIssue(issue)
  world.issues.push(moved)
  return moved.key as IssueKey
}

const operationsOn = ({ key }: SenderWorld) =>
  [
    { kind: 'add-comment', key, body: wiki('Under the old key'), typed: 'Under the old key', author: me },
    { kind: 'labels', key, add: ['first'], remove: [] },
    { kind: 'assign', key, assignee: null },
    { kind: 'labels', key, add: ['last'], remove: [] },
    { kind: 'watch', key, isWatching: true, user: null },
  ] as const

test.each([
  ['queued', undefined],
  ['looked for', 'unknown'],
] as const)('changes that are %s find their issue under its new key, each once and in order', async (_, state) => {
  const world = await senderWorld({ graces })
  const { engine, store, put, stored, other, key } = world
  const ids = operationsOn(world).map((operation) => put(operation).id)
  const [first = 0] = ids
  if (state !== undefined) store.outbox.update(first, { state, attempts: 1, firstSentAt: Date.now() })
  store.views.put({
    id: 'v',
    title: 'V',
    jql: '',
    keys: [key],
    total: 1,
    askedAt: 1,
    sweptAt: 1,
    refreshedAt: 1,
    openedAt: 1,
  })
  const moved = move(world)
  await engine.wake()
  await engine.idle()
  expect(ids.map((id) => stored(id).state)).toEqual(ids.map(() => 'sent'))
  const issue = await other.issue(moved)
  expect(issue.key).toBe(moved)
  expect(issue.labels).toEqual(expect.arrayContaining(['first', 'last']))
  expect(issue.assignee).toBeNull()
  const { comments } = await other.comments({ key: moved, maxResults: 1000 })
  expect(comments.filter(({ body }) => body.source === 'Under the old key')).toHaveLength(1)
  expect(store.issues.row(key)).toBeUndefined()
  expect(store.issues.row(moved)).toMatchObject({ assignee: null, labels: issue.labels })
  expect(store.issues.detail(moved)?.value.comments.at(-1)?.body.source).toBe('Under the old key')
  expect(store.views.get('v')?.keys).toEqual([moved])
  expect(stored(ids[2] ?? 0).operation.key).toBe(moved)
})

test('a change that a refused one holds up is held up under the new key too', async () => {
  const world = await senderWorld({ graces })
  const { engine, store, put, stored, key, sandbox } = world
  const refused = put({ kind: 'labels', key, add: ['with space'], remove: [] })
  sandbox.faults.add({ kind: 'status', status: 400, match: { method: 'PUT', path: '/rest/api/2/issue' }, times: 1 })
  await engine.wake()
  await engine.idle()
  expect(stored(refused.id).state).toBe('failed')
  const held = put({ kind: 'labels', key, add: ['after'], remove: [] })
  const moved = move(world)
  const free = put({ kind: 'assign', key, assignee: null })
  await engine.wake()
  await engine.idle()
  expect([refused, held, free].map(({ id }) => stored(id).state)).toEqual(['failed', 'queued', 'sent'])
  expect(store.outbox.openOf(moved).map(({ id }) => id)).toEqual([refused.id, held.id])
})
