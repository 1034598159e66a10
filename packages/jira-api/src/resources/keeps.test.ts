// What an edit must not take away although its caller does not speak of it.
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { adf, startOddServer, wiki } from '../testing.ts'

const email = 'mira@acme.example'

let cloud: CloudSandbox
let dataCenter: Sandbox

beforeAll(async () => {
  cloud = await startCloudSandbox()
  dataCenter = await startSandbox({ issues: 40 })
})
afterAll(async () => {
  await cloud.close()
  await dataCenter.close()
})

const both: readonly [string, () => SiteClient, typeof wiki][] = [
  [
    'Data Center',
    () => {
      const token = dataCenter.issuePat('mira')
      return connectSite({ baseUrl: dataCenter.baseUrl, authorize: async () => `Bearer ${token}` })
    },
    wiki,
  ],
  [
    'Cloud',
    () => {
      const token = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
      return connectSite({ baseUrl: cloud.siteUrl, deployment: 'cloud', authorize: async () => `Basic ${token}` })
    },
    adf,
  ],
]

describe.each(both)('on %s', (_name, connect, textOf) => {
  test('a comment for few stays for few when its text is changed, until somebody says otherwise', async () => {
    const site = connect()
    const [issue] = (await site.search({ jql: 'project = PAY ORDER BY key ASC', maxResults: 1 })).issues
    const key = issue?.key ?? ''
    const made = await site.addComment(key, { ...textOf('one'), visibility: { type: 'role', value: 'Developers' } })
    const edited = await site.editComment({ key, id: made.id }, textOf('two'))
    expect(edited).toMatchObject({ visibility: 'Developers', ...textOf('two') })
    const opened = await site.editComment({ key, id: made.id }, { ...textOf('three'), visibility: null })
    expect(opened.visibility).toBeNull()
  })

  test('what was said and linked is told such that it can be said and linked again', async () => {
    const site = connect()
    const [one, other] = (await site.search({ jql: 'project = PAY ORDER BY key DESC', maxResults: 2 })).issues
    const [from, to] = [one?.key ?? '', other?.key ?? '']
    const visibility = { type: 'role', value: 'Developers' } as const
    const made = await site.addComment(from, { ...textOf('once'), visibility })
    await site.deleteComment({ key: from, id: made.id })
    const { restriction } = made
    expect(restriction).toEqual(visibility)
    const again = await site.addComment(from, { ...textOf('once'), visibility: restriction ?? null })
    expect(again.visibility).toBe('Developers')
    const [type] = await site.linkTypes()
    await site.link({ typeId: type?.id ?? '', from, to })
    const linked = async () => ({
      atFrom: (await site.issue(from)).links.find(({ key }) => key === to),
      atTo: (await site.issue(to)).links.find(({ key }) => key === from),
    })
    expect(await linked()).toMatchObject({
      atFrom: { typeId: type?.id, outward: true },
      atTo: { typeId: type?.id, outward: false },
    })
  })

  test('a comment and an issue that are made can be told by a mark of ours', async () => {
    const site = connect()
    const project = 'PAY'
    const task = (await site.creatableTypes(project)).find(({ name }) => name === 'Task')
    const { key } = await site.createIssue({
      fields: { project: { key: project }, issuetype: { id: task?.id }, summary: 'Marked' },
      properties: [{ key: 'mmd.operation', value: { id: 'op-1' } }],
    })
    expect(await site.property(key, 'mmd.operation')).toEqual({ id: 'op-1' })
    await site.addComment(key, { ...textOf('marked'), mark: 'op-2' })
    await site.addComment(key, { ...textOf('marked'), mark: 'op-3', internal: false })
    await site.addComment(key, textOf('marked'))
    const { comments } = await site.comments({ key })
    expect(comments.map(({ mark }) => mark)).toEqual(['op-2', 'op-3', undefined])
  })

  test('a worklog keeps its readers and its words when its time is changed', async () => {
    const site = connect()
    const [issue] = (await site.search({ jql: 'project = PAY ORDER BY key ASC', maxResults: 1 })).issues
    const key = issue?.key ?? ''
    const { body } = textOf('looked into it')
    const started = '2026-11-01T09:00:00.000Z'
    const visibility = { type: 'role', value: 'Developers' } as const
    const made = await site.addWorklog(key, { seconds: 3600, started, comment: body, visibility })
    const edited = await site.editWorklog({ key, id: made.id }, { seconds: 7200 })
    expect(edited).toMatchObject({ seconds: 7200, started, comment: body, visibility: 'Developers' })
  })
})

describe('the visibility that goes back', () => {
  const editAt = async (visibility: unknown): Promise<unknown> => {
    await using server = await startOddServer(({ method }) => ({
      json: { id: '7', body: 'x', ...(method === 'GET' ? { visibility } : {}) },
    }))
    const site = connectSite({ baseUrl: server.origin, authorize: async () => undefined })
    await site.editComment({ key: 'PAY-1', id: '7' }, wiki('y'))
    return (JSON.parse(server.seen.at(-1)?.body ?? '{}') as { readonly visibility?: unknown }).visibility
  }

  test.each([
    [
      { type: 'GROUP', value: 'staff', identifier: '2b1c' },
      { type: 'group', value: 'staff' },
    ],
    [
      { type: 'role', identifier: '2b1c' },
      { type: 'role', identifier: '2b1c' },
    ],
    [
      { type: 'role', value: 'De\u200bvelopers' },
      { type: 'role', value: 'De\u200bvelopers' },
    ],
    [undefined, undefined],
  ])('for %j is %j', async (before, after) => {
    expect(await editAt(before)).toEqual(after)
  })

  test('is no guess: a comment whose readers are not understood is not changed', async () => {
    await expect(editAt({ type: 'moon', value: 'x' })).rejects.toMatchObject({ code: 'bad-answer' })
  })
})
