import type { IssueKey } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import type { Operation } from '../operations/operation.ts'
import { hour, minute, type RefresherWorld, refresherWorld, second, viewOf, type WorldOptions } from './testing.ts'

const spec = viewOf('project = PAY AND status = Open ORDER BY key ASC')

interface OwnWorld extends RefresherWorld {
  readonly key: IssueKey
  /** Does what the sender does: the site and the outbox have it, with the answer's result. */
  readonly send: (operation: Operation, onSite: () => Promise<void>) => Promise<void>
}

const ownWorld = async (options: WorldOptions = {}): Promise<OwnWorld> => {
  const world = await refresherWorld(options)
  const { refresher, store, clocks, pass } = world
  await refresher.openView(spec)
  const [key] = store.views.get('view')?.keys ?? []
  if (key === undefined) throw new Error('the view is empty')
  pass(minute)
  const send: OwnWorld['send'] = async (operation, onSite) => {
    const [stored] = store.outbox.add({ title: '', performedAt: clocks.here, operations: [{ operation }] }).operations
    if (stored === undefined) throw new Error('nothing was put')
    store.outbox.update(stored.id, { state: 'sending', firstSentAt: clocks.here })
    pass(second)
    await onSite()
    pass(second)
    store.outbox.settle(stored.id, {}, clocks.here)
  }
  return { ...world, key, send }
}

const label = (key: IssueKey): Operation => ({ kind: 'labels', key, add: ['mine'], remove: [] })

test('rows of the first copy count as read', async () => {
  const { store } = await ownWorld()
  expect(store.marks.unread(store.views.get('view')?.keys ?? [])).toEqual(new Set())
})

test('what others change or add is unread', async () => {
  const { store, refresher, pass, touch, world, key } = await ownWorld()
  const other = world.issues.find(
    (issue) => issue.projectKey === 'PAY' && issue.statusId !== '1' && !issue.securityLevelId,
  )
  if (other === undefined) throw new Error('no other issue')
  touch(key, (issue) => {
    issue.summary = 'Otherwise'
  })
  touch(other.key, (issue) => {
    issue.statusId = '1'
  })
  pass(second)
  await refresher.refreshView('view')
  expect([...store.marks.unread(store.views.get('view')?.keys ?? [])].sort()).toEqual([key, other.key].sort())
  store.marks.markRead([key])
  pass(minute)
  await refresher.refreshView('view')
  expect(store.marks.unread([key])).toEqual(new Set())
})

test.each([
  ['has our time', 0],
  ['is three hours ahead', 3 * hour],
  ['is three hours behind', -3 * hour],
])('our own change does not make an issue unread, on a site whose clock %s', async (_, skew) => {
  const { store, refresher, pass, client, key, send } = await ownWorld({ skew })
  await send(label(key), () => client.edit(key, { update: { labels: [{ add: 'mine' }] } }))
  pass(minute)
  await refresher.refreshView('view')
  expect(store.issues.row(key)?.labels).toContain('mine')
  expect(store.marks.unread([key])).toEqual(new Set())
})

test.each([0, 3 * hour, -3 * hour])(
  'what somebody else changed after us is unread (clocks differ by %d ms)',
  async (skew) => {
    const { store, refresher, pass, client, key, send, touch } = await ownWorld({ skew })
    await send(label(key), () => client.edit(key, { update: { labels: [{ add: 'mine' }] } }))
    pass(minute)
    touch(key, (issue) => {
      issue.summary = 'Otherwise'
    })
    pass(second)
    await refresher.refreshView('view')
    expect(store.marks.unread([key])).toEqual(new Set([key]))
  },
)

test('the clock of the site is asked once a day at most, and only where it matters', async () => {
  const { refresher, pass, client, key, send, asked } = await ownWorld()
  const infos = (): number => asked().filter((line) => line.endsWith('/serverInfo')).length
  await refresher.refreshView('view')
  expect(infos()).toBe(0)
  for (let n = 0; n < 3; n += 1) {
    await send(label(key), () => client.edit(key, { update: { labels: [{ add: `mine-${n}` }] } }))
    await refresher.refreshView('view')
    pass(minute)
  }
  expect(infos()).toBe(1)
})

test('an answer that is older than what we have changed meanwhile does not undo it', async () => {
  let meanwhile = async (): Promise<void> => undefined
  const world = await ownWorld({
    between: (client) => ({
      search: async (query, options) => {
        const answer = await client.search(query, options)
        await meanwhile()
        return answer
      },
      issue: async (key, options) => {
        const answer = await client.issue(key, options)
        await meanwhile()
        return answer
      },
    }),
  })
  const { store, refresher, client, key, send, touch, pass } = world
  touch(key, (issue) => {
    issue.summary = 'Otherwise'
  })
  meanwhile = async () => {
    meanwhile = async () => undefined
    await send(label(key), () => client.edit(key, { update: { labels: [{ add: 'mine' }] } }))
  }
  await refresher.refreshView('view')
  expect(store.issues.row(key)).toMatchObject({ summary: 'Otherwise', labels: expect.arrayContaining(['mine']) })
  pass(minute)
  meanwhile = () => send({ kind: 'labels', key, add: ['more'], remove: [] }, async () => undefined)
  await refresher.openIssue(key)
  expect(store.issues.detail(key)?.value.labels).toEqual(expect.arrayContaining(['mine', 'more']))
})

test('an issue that we deleted while a list was read does not come back', async () => {
  let meanwhile = async (): Promise<void> => undefined
  const { store, refresher, key, send } = await ownWorld({
    between: (client) => ({
      search: async (query, options) => {
        const answer = await client.search(query, options)
        await meanwhile()
        return answer
      },
    }),
  })
  meanwhile = async () => {
    await send({ kind: 'delete-issue', key, made: { fields: {}, shown: shownOf } }, async () => undefined)
    store.issues.remove(key)
  }
  await refresher.refreshView('view')
  const view = store.views.get('view')
  expect(store.issues.row(key)).toBeUndefined()
  expect(view?.keys).not.toContain(key)
  expect(view?.total).toBe(view?.keys.length)
})

const shownOf = {
  project: { id: '10100', key: 'PAY', name: 'Payments' },
  type: { id: '10004', name: 'Bug', subtask: false },
  summary: 'Gone',
}

test('what we change ourselves does not undo a decision, what somebody else changes does', async () => {
  const { store, refresher, pass, client, key, send, touch } = await ownWorld()
  const seen = store.issues.row(key)?.updated ?? null
  store.marks.putDecision(key, { verdict: 'accepted', at: 1, view: 'view', reason: '', seen })
  await send(label(key), () => client.edit(key, { update: { labels: [{ add: 'mine' }] } }))
  pass(minute)
  await refresher.refreshView('view')
  expect(store.issues.row(key)?.updated).not.toBe(seen)
  expect(store.marks.decisions()).toMatchObject([{ key, changed: false }])
  touch(key, (issue) => {
    issue.summary = 'Otherwise'
  })
  pass(minute)
  await refresher.refreshView('view')
  expect(store.marks.decisions()).toMatchObject([{ key, changed: true }])
})
