// Comments and worklogs that do not come along with their issue.
import type { IssueDetail, SiteClient } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { type SenderWorld, senderWorld, wiki } from './testing.ts'

const cut = (detail: IssueDetail): IssueDetail => ({ ...detail, comments: detail.comments.slice(-1) })

/** A site that brings of an issue the newest comment alone. */
const shortTalk = (client: SiteClient): Partial<SiteClient> => ({
  issue: async (key, options) => cut(await client.issue(key, options)),
  issueWithFields: async (query, options) => cut(await client.issueWithFields(query, options)),
})

const talk = async () => {
  const world = await senderWorld({ between: shortTalk })
  const { other, key, store, client } = world
  const base = await other.addComment(key, { body: wiki('Base') })
  await other.addComment(key, { body: wiki('Newest') })
  store.issues.putDetail(await client.issue(key), Date.now())
  world.sandbox.journal.clear()
  return { ...world, base }
}

const flush = async ({ engine }: SenderWorld): Promise<void> => {
  await engine.wake()
  await engine.idle()
}

const asked = ({ sandbox }: SenderWorld, tail: string): number =>
  sandbox.journal.entries.filter(({ method, path }) => method === 'GET' && path.endsWith(tail)).length

test('a comment far back that somebody else changed is shown as base, mine and theirs', async () => {
  const world = await talk()
  const { other, key, base, put, stored, store } = world
  await other.editComment({ key, id: base.id }, { body: wiki('Theirs') })
  world.sandbox.journal.clear()
  const { id } = put({ kind: 'edit-comment', key, id: base.id, body: wiki('Mine'), typed: 'Mine', base })
  await flush(world)
  const [theirs, mine] = [wiki('Theirs'), wiki('Mine')].map((text) => ({ kind: 'rich-text', text }))
  expect(stored(id)).toMatchObject({
    state: 'conflict',
    conflicts: [{ id: `comment:${base.id}`, base: { text: wiki('Base') }, mine, theirs }],
  })
  expect(asked(world, `/comment/${base.id}`)).toBe(1)
  // The list of the copy has no hole.
  expect(store.issues.detail(key)?.value.comments.map(({ body }) => body)).toEqual([wiki('Newest')])
})

test('a comment far back that the copy never had is made from what it says when it is sent, so that it comes back', async () => {
  const world = await talk()
  const { client, key, base, put, stored } = world
  const { id } = put({ kind: 'edit-comment', key, id: base.id, body: wiki('Mine'), typed: 'Mine' })
  await flush(world)
  expect(stored(id)).toMatchObject({ state: 'sent', operation: { base: { body: wiki('Base') } } })
  expect((await client.comment({ key, id: base.id })).body).toEqual(wiki('Mine'))
})

test('a comment far back that somebody changed is not deleted without a word, and one that is gone is as good as deleted', async () => {
  const world = await talk()
  const { other, key, base, put, stored } = world
  const gone = await other.addComment(key, { body: wiki('Gone') })
  await other.addComment(key, { body: wiki('Newer') })
  await other.editComment({ key, id: base.id }, { body: wiki('Theirs') })
  await other.deleteComment({ key, id: gone.id })
  const first = put({ kind: 'delete-comment', key, id: base.id, base })
  const second = put({ kind: 'delete-comment', key, id: gone.id, base: gone })
  await flush(world)
  expect(stored(first.id)).toMatchObject({ state: 'conflict', conflicts: [{ mine: { kind: 'empty' } }] })
  expect(stored(second.id).state).toBe('sent')
})

test('a worklog behind those that come with an issue is shown as base, mine and theirs, and merged where it can be', async () => {
  const world = await senderWorld()
  const { other, client, key, put, stored } = world
  for (let index = 0; index < 21; index += 1) {
    await other.addWorklog(key, { seconds: 600, started: `2026-11-20T09:00:${String(index).padStart(2, '0')}.000Z` })
  }
  const shown = new Set((await client.issue(key)).worklogs.map(({ id }) => id))
  const base = (await client.worklogs(key)).find(({ id }) => !shown.has(id))
  if (base === undefined) throw new Error('all worklogs came along')
  await other.editWorklog({ key, id: base.id }, { seconds: 1200 })
  const edit = { kind: 'edit-worklog', key, id: base.id, remaining: 'leave', base } as const
  const parts = [{ id: `worklog:${base.id}.seconds`, base: { number: 600 }, theirs: { number: 1200 } }]
  const first = put({ ...edit, seconds: 1800 })
  await flush(world)
  expect(stored(first.id)).toMatchObject({ state: 'conflict', conflicts: [{ ...parts[0], mine: { number: 1800 } }] })
  world.store.outbox.update(first.id, { state: 'dropped' })
  const away = put({ kind: 'delete-worklog', key, id: base.id, remaining: 'leave', base })
  await flush(world)
  expect(stored(away.id)).toMatchObject({ state: 'conflict', conflicts: parts })
  world.store.outbox.update(away.id, { state: 'dropped' })
  const merged = put({ ...edit, seconds: 600, comment: wiki('Mine') })
  await flush(world)
  expect(stored(merged.id).state).toBe('sent')
  expect(await client.worklog({ key, id: base.id })).toMatchObject({ seconds: 1200, comment: wiki('Mine') })
})

test('a comment far back that is changed is so in the list that was fetched, and found by what it says now', async () => {
  const world = await talk()
  const { engine, store, key, base, put } = world
  await engine.openPart(key, 'comments')
  const found = (text: string): boolean => store.issues.search(text, 50).some((hit) => hit.key === key)
  put({ kind: 'edit-comment', key, id: base.id, body: wiki('Zebrafinch'), typed: '', base })
  await flush(world)
  const list = store.issues.part(key, 'comments')?.value
  expect(list).toContainEqual(expect.objectContaining({ id: base.id, body: wiki('Zebrafinch') }))
  expect(found('zebrafinch')).toBe(true)
})
