import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { adf, wiki } from '../testing.ts'

const email = 'mira@acme.example'

let cloud: CloudSandbox
let dataCenter: Sandbox

beforeAll(async () => {
  cloud = await startCloudSandbox({ indexLagMs: 60_000 })
  dataCenter = await startSandbox({ issues: 40 })
})
afterAll(async () => {
  await cloud.close()
  await dataCenter.close()
})

const atCloud = (): SiteClient => {
  const token = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
  return connectSite({
    baseUrl: cloud.siteUrl,
    deployment: 'cloud',
    authorize: async () => `Basic ${token}`,
    pause: async () => undefined,
  })
}
const atDataCenter = (): SiteClient => {
  const token = dataCenter.issuePat('mira')
  return connectSite({
    baseUrl: dataCenter.baseUrl,
    authorize: async () => `Bearer ${token}`,
    pause: async () => undefined,
  })
}

/** Keys of issues to work with. */
const someKeys = async (site: SiteClient, count: number): Promise<readonly string[]> =>
  (await site.search({ jql: 'project = PAY ORDER BY key ASC', maxResults: count })).issues.map(({ key }) => key)

const both: readonly [string, () => SiteClient, typeof wiki][] = [
  ['Data Center', atDataCenter, wiki],
  ['Cloud', atCloud, adf],
]

describe.each(both)('on %s', (name, connect, textOf) => {
  test('comments are written for a group, changed and deleted, and come in pages', async () => {
    const site = connect()
    const [key = ''] = await someKeys(site, 1)
    const visibility = { type: 'role', value: 'Developers' } as const
    const made = await site.addComment(key, { ...textOf('one'), visibility })
    // A Data Center says who is not to read it only where properties are asked for.
    const internal = name === 'Cloud' ? false : null
    expect(made).toMatchObject({ visibility: 'Developers', internal, ...textOf('one') })
    const edited = await site.editComment({ key, id: made.id }, { ...textOf('two'), visibility })
    expect(edited).toMatchObject({ id: made.id, visibility: 'Developers', ...textOf('two') })
    const newest = await site.comments({ key, maxResults: 1, newestFirst: true })
    expect(newest.comments.map(({ id }) => id)).toEqual([made.id])
    expect(await site.comment({ key, id: made.id })).toEqual(edited)
    await site.deleteComment({ key, id: made.id })
    await expect(site.comment({ key, id: made.id })).rejects.toMatchObject({ code: 'not-found' })
    const after = await site.comments({ key })
    expect(after.comments.map(({ id }) => id)).not.toContain(made.id)
    expect(after.total).toBe(newest.total - 1)
  })

  test('a link says on both issues which of them does it to the other, and is taken away', async () => {
    const site = connect()
    const [from = '', to = ''] = await someKeys(site, 2)
    const type = (await site.linkTypes()).find(({ name }) => name === 'Blocks')
    if (type === undefined) throw new Error('no such type')
    const before = new Set((await site.issue(from)).links.map(({ id }) => id))
    await site.link({ typeId: type.id, from, to })
    const made = (await site.issue(from)).links.find(({ id }) => !before.has(id))
    expect(made).toMatchObject({ relation: type.outward, key: to })
    const other = (await site.issue(to)).links.find(({ id }) => id === made?.id)
    expect(other).toMatchObject({ relation: type.inward, key: from })
    await site.unlink(made?.id ?? '')
    expect((await site.issue(from)).links.map(({ id }) => id)).not.toContain(made?.id)
  })

  test('somebody watches an issue, and stops', async () => {
    const site = connect()
    const [key = ''] = await someKeys(site, 1)
    const me = await site.myself()
    await site.watch(key, null)
    const watched = await site.watchers(key)
    expect(watched.mine).toBe(true)
    expect(watched.users.map(({ id }) => id)).toContain(me.id)
    await site.unwatch(key, me.id)
    expect((await site.watchers(key)).mine).toBe(false)
  })

  test('who votes is told, and worklogs come in the order in which the work was done', async () => {
    const site = connect()
    const world = name === 'Cloud' ? cloud.world : dataCenter.world
    const me = world.users.find(({ email: mail }) => mail === email)?.key
    const issue = world.issues.find(({ projectKey, reporterKey }) => projectKey === 'PAY' && reporterKey !== me)
    const key = issue?.key ?? ''
    await site.vote(key, true)
    expect((await site.voters(key)).map(({ name }) => name)).toContain('Mira Lindqvist')
    await site.vote(key, false)
    expect((await site.voters(key)).map(({ name }) => name)).not.toContain('Mira Lindqvist')
    await site.addWorklog(key, { seconds: 60, started: '2026-11-20T10:00:00.000Z' })
    await site.addWorklog(key, { seconds: 60, started: '2026-11-19T10:00:00.000Z' })
    const started = (await site.worklogs(key)).map((worklog) => worklog.started ?? '')
    expect(started).toContain('2026-11-19T10:00:00.000Z')
    expect(started).toEqual([...started].sort())
  })

  test('several issues are read at once, without those that are not there', async () => {
    const site = connect()
    const keys = await someKeys(site, 3)
    const found = await site.issues([...keys, 'PAY-99999999'])
    expect(found.map(({ key }) => key).sort()).toEqual([...keys].sort())
  })

  test('the history comes oldest first', async () => {
    const site = connect()
    const [key = ''] = await someKeys(site, 1)
    await site.edit(key, { fields: { summary: 'Called otherwise' } })
    await site.edit(key, { fields: { summary: 'Called otherwise again' } })
    const history = await site.history(key)
    const times = history.map(({ created }) => created ?? '')
    expect(times).toEqual([...times].sort())
    expect(history.at(-1)?.items[0]).toMatchObject({ from: 'Called otherwise', to: 'Called otherwise again' })
  })
})

test('an issue of a Data Center does not say which comments are internal, the list of them does', async () => {
  const site = atDataCenter()
  const { issues } = await site.search({ jql: 'project = SUP ORDER BY key ASC', maxResults: 1 })
  const [key = '', serviceDesk] = [issues[0]?.key, issues[0]?.project.serviceDesk]
  const made = await site.addComment(key, { ...wiki('for us alone'), internal: true })
  const ofMade = ({ id }: { readonly id: string }): boolean => id === made.id
  expect(serviceDesk).toBe(true)
  expect((await site.issue(key)).comments.find(ofMade)).toMatchObject({ internal: null })
  expect((await site.comments({ key, newestFirst: true })).comments.find(ofMade)).toMatchObject({ internal: true })
})

describe('on Cloud', () => {
  test('time is logged with a rule for the rest, changed and deleted', async () => {
    const site = atCloud()
    const [key = ''] = await someKeys(site, 1)
    const { body } = adf('looked into it')
    const started = '2026-11-01T09:00:00.000Z'
    const made = await site.addWorklog(key, { seconds: 3600, started, comment: body, remaining: { set: '4h' } })
    expect(made).toMatchObject({ seconds: 3600, started, comment: body })
    expect((await site.issue(key)).estimates).toMatchObject({ remaining: 4 * 3600 })
    await site.editWorklog({ key, id: made.id }, { seconds: 7200, remaining: 'leave' })
    expect((await site.worklogs(key)).find(({ id }) => id === made.id)).toMatchObject({ seconds: 7200, started })
    expect(await site.worklog({ key, id: made.id })).toMatchObject({ id: made.id, seconds: 7200, comment: body })
    await site.deleteWorklog({ key, id: made.id, remaining: 'leave' })
    await expect(site.worklog({ key, id: made.id })).rejects.toMatchObject({ code: 'not-found' })
    expect((await site.worklogs(key)).map(({ id }) => id)).not.toContain(made.id)
    expect((await site.issue(key)).estimates).toMatchObject({ remaining: 4 * 3600 })
  })

  test('a note of a service desk is internal, on the issue and in the list', async () => {
    const site = atCloud()
    const [key = ''] = await someKeys(site, 1)
    const made = await site.addComment(key, { ...adf('for us alone'), internal: true })
    const { comments } = await site.comments({ key, maxResults: 5, newestFirst: true })
    expect(comments.find(({ id }) => id === made.id)).toMatchObject({ internal: true })
  })

  test('a link to the outside keeps what a second write does not name', async () => {
    const site = atCloud()
    const [key = ''] = await someKeys(site, 1)
    const object = { url: 'https://wiki.example/1', title: 'Runbook' }
    const id = await site.putRemoteLink(key, {
      globalId: 'appId=1&pageId=2',
      relationship: 'Wiki Page',
      object: { ...object, summary: 'What to do' },
    })
    expect(await site.putRemoteLink(key, { globalId: 'appId=1&pageId=2', object: { ...object, title: 'New' } })).toBe(
      id,
    )
    expect((await site.remoteLinks(key)).find((link) => link.id === id)).toMatchObject({
      title: 'New',
      relationship: 'Wiki Page',
      summary: 'What to do',
    })
    await site.deleteRemoteLink({ key, id })
    expect((await site.remoteLinks(key)).map((link) => link.id)).not.toContain(id)
  })

  test('a note of a program is kept with an issue', async () => {
    const site = atCloud()
    const [key = ''] = await someKeys(site, 1)
    await site.setProperty({ key, name: 'mmd.test' }, { seen: [1] })
    expect(await site.propertyKeys(key)).toContain('mmd.test')
    expect(await site.property(key, 'mmd.test')).toEqual({ seen: [1] })
    await site.deleteProperty(key, 'mmd.test')
    expect(await site.property(key, 'mmd.test')).toBeNull()
  })

  test('an issue is made, and found at once although the index lags behind', async () => {
    const site = atCloud()
    const [key = ''] = await someKeys(site, 1)
    const { project, type } = await site.issue(key)
    const made = await site.createIssue({
      fields: { project: { key: project.key }, issuetype: { id: type.id }, summary: 'A new one of the test' },
    })
    expect(await site.issue(made.key)).toMatchObject({ id: made.id, summary: 'A new one of the test' })
    const found = await site.search({ jql: `project = ${project.key} AND summary ~ "new one of the test"` })
    expect(found.issues.map((issue) => issue.key)).toContain(made.key)
  })

  test('of several issues some are made although others are refused', async () => {
    const site = atCloud()
    const [key = ''] = await someKeys(site, 1)
    const { project, type } = await site.issue(key)
    const fields = { project: { key: project.key }, issuetype: { id: type.id } }
    const [first, second, third] = await site.createIssues([
      { fields: { ...fields, summary: 'One' } },
      { fields },
      { fields: { ...fields, summary: 'Three' } },
    ])
    expect([first?.issue?.key, third?.issue?.key]).toEqual([expect.any(String), expect.any(String)])
    expect(second?.refusal?.fields).toHaveProperty('summary')
  })
})

describe('a comment', () => {
  test('is pinned for all who look at the issue, from Data Center 10 on', async () => {
    const site = atDataCenter()
    const [key = ''] = await someKeys(site, 1)
    const { id } = await site.addComment(key, wiki('Read this first'))
    await site.pinComment({ key, id }, true)
    expect((await site.pinnedComments(key)).map((comment) => comment.id)).toEqual([id])
    await site.pinComment({ key, id }, false)
    expect(await site.pinnedComments(key)).toEqual([])
    const old = await startSandbox({ issues: 40, persona: '9.12' })
    const token = old.issuePat('mira')
    const before = connectSite({ baseUrl: old.baseUrl, authorize: async () => `Bearer ${token}` })
    await expect(before.pinnedComments(key)).rejects.toMatchObject({ code: 'not-found' })
    await old.close()
  })
})
