import type { IssueKey } from '@mmd/jira-api'
import type { Operation } from '@mmd/replica'
import { expect, test } from 'vitest'
import { openCourt, saying, uncertain, wiki, withResult } from './testing.ts'

const word = 'tok-comment-1-end'

const summary = (key: IssueKey, text: string): Operation => ({
  kind: 'set-fields',
  key,
  changes: [
    {
      id: 'summary',
      name: 'Summary',
      schema: { type: 'string', items: null, system: 'summary', custom: null },
      value: { kind: 'text', text },
    },
  ],
})

test('a comment that is there once is right', async () => {
  await using court = await openCourt()
  const { client, key, claim, site } = court
  const comment = await client.addComment(key, { body: wiki(word) })
  claim(saying(key, word, site.me), withResult({ comment }))
  expect(court.sentence()).toEqual([])
})

test('one that is there twice is doubled, whatever the copy knows of it', async () => {
  await using court = await openCourt()
  const { client, key, claim, site } = court
  const comment = await client.addComment(key, { body: wiki(word) })
  await client.addComment(key, { body: wiki(word) })
  claim(saying(key, word, site.me), withResult({ comment }))
  expect(court.sentence()).toMatchObject([{ kind: 'doubled' }])
})

test('one that was said to be sent and is not there is lost', async () => {
  await using court = await openCourt()
  const { key, claim, site } = court
  claim(saying(key, word, site.me))
  expect(court.sentence()).toMatchObject([{ kind: 'lost' }])
})

test('one that nobody knows of may be there or not, but not twice', async () => {
  await using court = await openCourt()
  const { client, key, claim, site } = court
  claim(saying(key, word, site.me), uncertain)
  expect(court.sentence()).toEqual([])
  await client.addComment(key, { body: wiki(word) })
  expect(court.sentence()).toEqual([])
  await client.addComment(key, { body: wiki(word) })
  expect(court.sentence()).toMatchObject([{ kind: 'doubled' }])
})

test('one that was acknowledged and is not in the outbox is lost, one that was not is nothing', async () => {
  await using court = await openCourt()
  expect(court.sentence([4])).toMatchObject([{ kind: 'lost', text: expect.stringContaining('operation 4') }])
  expect(court.sentence([])).toEqual([])
})

test('a thing on the site that no outbox knows is a stray', async () => {
  await using court = await openCourt()
  await court.client.addComment(court.key, { body: wiki(word) })
  expect(court.sentence()).toMatchObject([{ kind: 'stray' }])
})

test('a comment that was deleted and is still there is a stray, and one that was edited has its new text', async () => {
  await using court = await openCourt()
  const { client, key, claim, site } = court
  const comment = await client.addComment(key, { body: wiki(word) })
  claim(saying(key, word, site.me), withResult({ comment }))
  claim({ kind: 'edit-comment', key, id: comment.id, body: wiki('tok-comment-2-end'), typed: '' })
  expect(court.sentence()).toMatchObject([{ kind: 'lost' }, { kind: 'stray' }])
  await client.editComment({ key, id: comment.id }, { body: wiki('tok-comment-2-end') })
  expect(court.sentence()).toEqual([])
  claim({ kind: 'delete-comment', key, id: comment.id })
  expect(court.sentence()).toMatchObject([{ kind: 'stray' }])
})

test('values must have come in the order in which they were set, each once', async () => {
  await using court = await openCourt()
  const { client, key, claim } = court
  for (const text of ['tok-summary-1-end', 'tok-summary-2-end']) {
    await client.edit(key, { fields: { summary: text } })
    claim(summary(key, text))
  }
  expect(court.sentence()).toEqual([])
  for (const text of ['tok-summary-1-end', 'tok-summary-2-end']) await client.edit(key, { fields: { summary: text } })
  expect(court.sentence()).toMatchObject([{ kind: 'order' }])
})

test('a value that was never set is missed', async () => {
  await using court = await openCourt()
  court.claim(summary(court.key, 'tok-summary-1-end'))
  expect(court.sentence()).toMatchObject([{ kind: 'order' }])
})

test('a text that is taken away again is one more value', async () => {
  await using court = await openCourt()
  const { client, key, claim } = court
  const schema = { type: 'string', items: null, system: 'description', custom: null }
  const [id, name, token] = ['description', 'Description', 'tok-description-1-end']
  await client.edit(key, { fields: { description: token } })
  claim({ kind: 'set-fields', key, changes: [{ id, name, schema, value: { kind: 'rich-text', text: wiki(token) } }] })
  await client.edit(key, { fields: { description: '' } })
  claim({ kind: 'set-fields', key, changes: [{ id, name, schema, value: { kind: 'empty' } }] })
  expect(court.sentence()).toEqual([])
})

test('two links where one was made are doubled, in either direction', async () => {
  await using court = await openCourt()
  const { client, key, other, claim } = court
  const [type] = await client.linkTypes()
  if (type === undefined) throw new Error('The sandbox has no types of links')
  await client.link({ typeId: type.id, from: other, to: key })
  claim({ kind: 'link', key, type, outward: false, other })
  expect(court.sentence()).toEqual([])
  await client.link({ typeId: type.id, from: other, to: key })
  expect(court.sentence()).toMatchObject([{ kind: 'doubled' }])
})

test('of labels and watchers the last word counts', async () => {
  await using court = await openCourt()
  const { client, key, claim } = court
  claim({ kind: 'labels', key, add: ['fresh'], remove: [] })
  claim({ kind: 'watch', key, isWatching: true, user: null })
  expect(court.sentence().map(({ text }) => text.split(' of ')[0])).toEqual([
    'label fresh',
    expect.stringContaining('watcher'),
  ])
  await client.edit(key, { update: { labels: [{ add: 'fresh' }] } })
  await client.watch(key, null)
  expect(court.sentence()).toEqual([])
  claim({ kind: 'labels', key, add: [], remove: ['fresh'] })
  expect(court.sentence()).toMatchObject([{ kind: 'lost' }])
})

test('what waits must be held by something that a person decides, or have been refused for a reason of the plan', async () => {
  await using court = await openCourt()
  const { key, claim, site } = court
  claim(saying(key, word, site.me), { state: 'queued' })
  expect(court.sentence()).toMatchObject([{ kind: 'stuck' }])
  claim(summary(key, 'tok-summary-1-end'), {
    state: 'failed',
    error: { name: 'JiraApiError', code: 'refused', message: '' },
  })
  expect(court.sentence()).toMatchObject([{ kind: 'stuck' }, { kind: 'refused' }])
})
