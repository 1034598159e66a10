import { expect, test } from 'vitest'
import { deployments, keyOf, minute, refresherWorld, second, viewOf } from './testing.ts'

const key = keyOf('PAY-104')

test.each(deployments)('%s: opening an issue is one request, and none within a minute', async (deployment) => {
  const { refresher, store, asked, pass } = await refresherWorld({ deployment })
  await refresher.openIssue(key)
  expect(asked()).toHaveLength(1)
  expect(store.issues.detail(key)?.value.key).toBe(key)
  pass(30 * second)
  await refresher.openIssue(key)
  expect(asked()).toEqual([])
  await refresher.openIssue(key, { fresh: true })
  expect(asked()).toHaveLength(1)
  pass(61 * second)
  await Promise.all([refresher.openIssue(key), refresher.openIssue(key)])
  expect(asked()).toHaveLength(1)
})

test.each(deployments)(
  '%s: a row keeps its columns when its issue is opened, and has what is in them now',
  async (deployment) => {
    const { refresher, store, client } = await refresherWorld({ deployment })
    const { fields: all, ...whole } = await client.issueWithFields({ key, customFields: 'all' })
    const fields = all.filter(({ id }) => id.startsWith('customfield_')).slice(0, 2)
    expect(fields).not.toEqual([])
    const old = fields.map((field) => ({ ...field, value: { kind: 'text', text: 'old' } as const }))
    store.issues.putRow({ ...whole, fields: old }, 1)
    await refresher.openIssue(key, { fresh: true })
    expect(store.issues.row(key)?.fields).toMatchObject(fields.map(({ id, value }) => ({ id, value })))
  },
)

test('an issue that a list has shown to be changed since is asked for at once', async () => {
  const { refresher, store, asked, pass, touch } = await refresherWorld()
  await refresher.openIssue(key)
  pass(second)
  touch(key, (issue) => {
    issue.environment = 'Production'
  })
  pass(second)
  await refresher.openView(viewOf(`key = ${key}`))
  asked()
  await refresher.openIssue(key)
  expect(asked()).toHaveLength(1)
  expect(store.issues.detail(key)?.value.environment).toMatchObject({ source: 'Production' })
})

test('an issue that the site does not give any more leaves the copy, unless something of it waits', async () => {
  const { refresher, store, news, remote, world, clocks } = await refresherWorld()
  const kept = keyOf('PAY-105')
  await refresher.openIssue(key)
  await refresher.openIssue(kept)
  store.outbox.add({
    title: 'label',
    performedAt: clocks.here,
    operations: [{ operation: { kind: 'labels', key: kept, add: ['mine'], remove: [] } }],
  })
  world.removeIssue(remote(key))
  world.removeIssue(remote(kept))
  await refresher.openIssue(key, { fresh: true })
  await refresher.openIssue(kept, { fresh: true })
  expect(store.issues.row(key)).toBeUndefined()
  expect(store.issues.row(kept)?.key).toBe(kept)
  expect(news.at(-1)?.issues?.[kept]).toMatchObject({ phase: 'failed', error: { code: 'not-found' } })
})

test('a failure keeps what is known', async () => {
  const { refresher, store, news, faults, pass } = await refresherWorld()
  await refresher.openIssue(key)
  faults.add({ match: { path: '/rest/api/2/issue' }, kind: 'stack-trace' })
  pass(5 * minute)
  await refresher.openIssue(key)
  expect(store.issues.detail(key)?.value.key).toBe(key)
  expect(news.at(-1)?.issues?.[key]).toMatchObject({ phase: 'failed', error: { code: 'server-error' } })
})

test('an issue that was moved is found under its new key', async () => {
  const { refresher, store, move } = await refresherWorld()
  await refresher.openIssue(key)
  move(key, 'OPS-9001')
  await refresher.openIssue(key, { fresh: true })
  expect(store.issues.row(key)).toBeUndefined()
  expect(store.issues.detail(keyOf('OPS-9001'))?.value.project.key).toBe('OPS')
})

test.each(deployments)(
  '%s: comments, worklogs, history and remote links are read to their ends',
  async (deployment) => {
    const { refresher, store, world, touch, client } = await refresherWorld({ deployment })
    const pattern = world.issues.flatMap(({ comments }) => comments)[0]
    if (pattern === undefined) throw new Error('nobody has said anything')
    touch(key, (issue) => {
      for (let n = 0; n < 130; n += 1) issue.comments.push({ ...pattern, id: String(900_000 + n) })
    })
    await refresher.openIssue(key)
    for (const part of ['comments', 'worklogs', 'history', 'remote-links'] as const) await refresher.openPart(key, part)
    expect(store.issues.part(key, 'comments')?.value).toHaveLength(remoteComments(world.findIssue(key)?.comments ?? []))
    expect(store.issues.part(key, 'worklogs')?.value).toEqual(await client.worklogs(key))
    expect(store.issues.part(key, 'history')?.value).toEqual(await client.history(key))
    expect(store.issues.part(key, 'remote-links')?.value).toEqual(await client.remoteLinks(key))
  },
)

/** Some may be for others alone. */
const remoteComments = (comments: readonly { readonly visibility?: unknown }[]): number =>
  comments.filter(({ visibility }) => visibility === undefined).length

test('a part that cannot be read says why', async () => {
  const { refresher, faults } = await refresherWorld()
  await refresher.openIssue(key)
  faults.add({ match: { path: '/rest/api/2/issue' }, kind: 'drop' })
  await expect(refresher.openPart(key, 'comments')).rejects.toMatchObject({ code: 'network' })
})

test.each(deployments)('%s: the search follows comments that others write, change and delete', async (deployment) => {
  const { refresher, store, client, pass } = await refresherWorld({ deployment })
  const say = (source: string) =>
    deployment === 'datacenter'
      ? ({ format: 'wiki', source } as const)
      : ({ format: 'adf', source: JSON.stringify(document(source)) } as const)
  const found = (text: string): boolean => store.issues.search(text, 50).some((hit) => hit.key === key)
  const made = await client.addComment(key, { body: say('Zebrafinch') })
  await refresher.openIssue(key)
  await refresher.openPart(key, 'comments')
  expect(found('zebrafinch')).toBe(true)
  pass(minute)
  await client.editComment({ key, id: made.id }, { body: say('Nightjar') })
  await refresher.openIssue(key, { fresh: true })
  expect([found('zebrafinch'), found('nightjar')]).toEqual([false, true])
  pass(minute)
  await client.editComment({ key, id: made.id }, { body: say('Goldcrest') })
  await refresher.openPart(key, 'comments')
  expect([found('nightjar'), found('goldcrest')]).toEqual([false, true])
  pass(minute)
  await client.deleteComment({ key, id: made.id })
  await refresher.sync([viewOf('project = PAY')])
  expect(found('goldcrest')).toBe(false)
})

const document = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
