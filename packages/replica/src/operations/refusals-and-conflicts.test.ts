// What somebody else did meanwhile, and what must not be done.
import type { Comment, IssueDetail, Worklog } from '@mmd/jira-api/model'
import { startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { describe, expect, onTestFinished, test } from 'vitest'
import { kindOf } from './kinds.ts'
import type { DeleteCommentOperation, EditCommentOperation, EditWorklogOperation, Operation } from './operation.ts'
import { carryOut, type SiteForTests, sendingOn, siteOn, takeBack } from './testing/bench.ts'

type Deployment = 'datacenter' | 'cloud'

const siteFor = async (deployment: Deployment): Promise<SiteForTests> => {
  const sandbox = await (deployment === 'cloud' ? startCloudSandbox : startSandbox)({ issues: 60 })
  onTestFinished(() => sandbox.close())
  return siteOn(sandbox)
}

const detailOf = ({ client, key }: SiteForTests): Promise<IssueDetail> => client.issue(key)

const conflictsOn = async (site: SiteForTests, operation: Operation) =>
  kindOf(operation).conflicts?.(operation, await detailOf(site)) ?? []

const commented = async (
  site: SiteForTests,
): Promise<{ readonly base: Comment; readonly edit: EditCommentOperation }> => {
  const base = await site.client.addComment(site.key, { body: site.text('Base') })
  const { key, text } = site
  return { base, edit: { kind: 'edit-comment', key, id: base.id, body: text('Mine'), typed: 'Mine', base } }
}

describe.each(['datacenter', 'cloud'] as const)('on %s', (deployment) => {
  test('a comment that was changed on both sides is in conflict, and mine goes over theirs only when it is told to', async () => {
    const site = await siteFor(deployment)
    const { base, edit } = await commented(site)
    expect(await conflictsOn(site, edit)).toEqual([])
    await site.client.editComment({ key: site.key, id: base.id }, { body: site.text('Theirs') })
    const conflicts = await conflictsOn(site, edit)
    expect(conflicts).toMatchObject([{ id: `comment:${base.id}`, mine: { text: site.text('Mine') } }])
    const kind = kindOf(edit)
    expect(kind.resolve?.(edit, conflicts, { [`comment:${base.id}`]: 'theirs' })).toBeNull()
    const mine = kind.resolve?.(edit, conflicts, { [`comment:${base.id}`]: 'mine' })
    if (!mine) throw new Error('nothing is left')
    expect(await conflictsOn(site, mine)).toEqual([])
    const done = await carryOut(site, mine)
    // Theirs is what comes back.
    await takeBack(site, done)
    expect((await detailOf(site)).comments[0]?.body).toMatchObject({ source: expect.stringContaining('Theirs') })
  })

  test('a comment that says already what it is to say is done', async () => {
    const site = await siteFor(deployment)
    const { base, edit } = await commented(site)
    expect(kindOf(edit).isDone?.(edit, await detailOf(site))).toBe(false)
    await site.client.editComment({ key: site.key, id: base.id }, { body: site.text('Mine') })
    expect(await conflictsOn(site, edit)).toEqual([])
    expect(kindOf(edit).isDone?.(edit, await detailOf(site))).toBe(true)
  })

  test('a comment that somebody changed is not deleted without a word', async () => {
    const site = await siteFor(deployment)
    const { base } = await commented(site)
    const operation: DeleteCommentOperation = { kind: 'delete-comment', key: site.key, id: base.id, base }
    await site.client.editComment({ key: site.key, id: base.id }, { body: site.text('Theirs') })
    const conflicts = await conflictsOn(site, operation)
    expect(conflicts).toMatchObject([{ mine: { kind: 'empty' } }])
    const [conflict] = conflicts
    const mine = kindOf(operation).resolve?.(operation, conflicts, { [conflict?.id ?? '']: 'mine' })
    expect(mine?.base?.body).toMatchObject({ source: expect.stringContaining('Theirs') })
    expect(kindOf(operation).resolve?.(operation, conflicts, { [conflict?.id ?? '']: 'theirs' })).toBeNull()
  })

  test('changing what is gone is refused in plain words', async () => {
    const site = await siteFor(deployment)
    const { base, edit } = await commented(site)
    await site.client.deleteComment({ key: site.key, id: base.id })
    await expect(carryOut(site, edit)).rejects.toMatchObject({
      code: 'not-found',
      message: 'The comment is not there any more, or not for you',
      details: { status: 404 },
    })
    const work = { seconds: 60, remaining: 'leave' } as const
    await expect(carryOut(site, { kind: 'edit-worklog', key: site.key, id: '1', ...work })).rejects.toMatchObject({
      code: 'not-found',
      message: 'The worklog is not there any more, or not for you',
    })
  })

  test('what is gone already counts as deleted', async () => {
    const site = await siteFor(deployment)
    const { key, client } = site
    const link = { id: '1', typeId: '10000', outward: true, relation: 'blocks', key, summary: '', status: null }
    const nothing = { author: null, created: null, size: 1, mimeType: '' }
    const page = { applicationType: null, relationship: null, url: '', title: '', summary: null, resolved: false }
    const fields = { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'Gone' }
    const gone = await client.createIssue({ fields })
    await client.deleteIssue({ key: gone.key })
    const shown = { project: { id: '', key: 'PAY', name: '' }, type: { id: '', name: '', subtask: false }, summary: '' }
    const operations: readonly Operation[] = [
      { kind: 'delete-comment', key, id: '1' },
      { kind: 'delete-worklog', key, id: '1', remaining: 'auto' },
      { kind: 'unlink', key, link },
      { kind: 'unlink', key, link: { ...link, id: '' } },
      { kind: 'delete-remote-link', key, link: { ...page, id: '1', globalId: null } },
      { kind: 'delete-remote-link', key, link: { ...page, id: '', globalId: 'x' } },
      { kind: 'delete-attachment', key, attachment: { ...nothing, id: '1', filename: '' } },
      { kind: 'delete-issue', key: gone.key, made: { fields, shown } },
    ]
    for (const operation of operations) {
      const done = await carryOut(site, operation)
      expect(done.performed.result).toEqual({})
      expect(await kindOf(operation).look?.(operation, sendingOn(site))).toMatchObject({ state: 'done' })
    }
  })

  test('an issue that others have added to is not deleted with what they added', async () => {
    const site = await siteFor(deployment)
    const { client, other, text } = site
    const types = (await client.project('PAY')).types
    const subtask = types.find((type) => type.subtask)
    const made = {
      fields: {},
      shown: { project: { id: '', key: 'PAY', name: '' }, type: { id: '', name: '', subtask: false }, summary: '' },
    }
    const make = async (): Promise<Operation & { readonly kind: 'delete-issue' }> => {
      const fields = { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'Made here' }
      return { kind: 'delete-issue', key: (await client.createIssue({ fields })).key, made }
    }
    const own = await make()
    await client.addComment(own.key, { body: text('My own words') })
    await carryOut(site, own)
    const talked = await make()
    await other.addComment(talked.key, { body: text('Wait') })
    await expect(carryOut(site, talked)).rejects.toMatchObject({
      code: 'refused',
      message: `${talked.key} stays. Somebody else has commented on it.`,
      details: { reason: 'NOT_SENT' },
    })
    const parent = await make()
    await client.createIssue({
      fields: { project: { key: 'PAY' }, issuetype: { id: subtask?.id }, parent: { key: parent.key }, summary: 'Part' },
    })
    await expect(carryOut(site, parent)).rejects.toMatchObject({ code: 'refused' })
    expect((await client.issue(talked.key)).key).toBe(talked.key)
    expect((await client.issue(parent.key)).key).toBe(parent.key)
  })

  test('parts of a worklog that nobody else touched are set, and theirs stay', async () => {
    const site = await siteFor(deployment)
    const { client, key, text } = site
    const started = '2026-11-20T09:00:00.000Z'
    const base = await client.addWorklog(key, { seconds: 3600, started, comment: text('Base') })
    const edit: EditWorklogOperation = {
      kind: 'edit-worklog',
      key,
      id: base.id,
      seconds: 3600,
      comment: text('Mine'),
      remaining: 'leave',
      base,
    }
    await client.editWorklog({ key, id: base.id }, { seconds: 7200 })
    expect(await conflictsOn(site, edit)).toEqual([])
    await carryOut(site, edit)
    expect((await client.worklogs(key))[0]).toMatchObject({
      seconds: 7200,
      comment: { source: expect.stringContaining('Mine') },
    })
  })
})

const worklog: Worklog = {
  id: '7',
  author: { id: 'mira', name: 'Mira', active: true },
  comment: { format: 'wiki', source: 'Base' },
  started: '2026-11-20T09:00:00.000Z',
  seconds: 3600,
  created: null,
  updated: null,
  visibility: null,
}

test('a worklog is resolved part by part', async () => {
  const site = await siteFor('datacenter')
  const { key } = site
  const edit: EditWorklogOperation = {
    kind: 'edit-worklog',
    key,
    id: '7',
    seconds: 5400,
    comment: { format: 'wiki', source: 'Mine' },
    remaining: 'leave',
    base: worklog,
  }
  const theirs = { ...worklog, seconds: 60, comment: { format: 'wiki', source: 'Theirs' } } as const
  const current = { ...(await detailOf(site)), worklogs: [theirs] }
  const kind = kindOf(edit)
  const conflicts = kind.conflicts?.(edit, current) ?? []
  expect(conflicts.map(({ id, name }) => [id, name])).toEqual([
    ['worklog:7.seconds', 'Time spent'],
    ['worklog:7.comment', 'Work description'],
  ])
  const half = kind.resolve?.(edit, conflicts, { 'worklog:7.seconds': 'theirs', 'worklog:7.comment': 'mine' })
  expect(half).toMatchObject({ seconds: 60, comment: { source: 'Mine' }, base: theirs })
  expect(half && kind.conflicts?.(half, current)).toEqual([])
  const none = kind.resolve?.(edit, conflicts, { 'worklog:7.seconds': 'theirs', 'worklog:7.comment': 'theirs' })
  expect(none).toBeNull()
})

test('what others wrote does not come back as mine, nor open to everybody what was not', async () => {
  const { key, me } = await siteFor('datacenter')
  const performed = { mark: 'm', at: '', result: {} }
  const theirs = { ...worklog, author: { id: 'jonas', name: 'Jonas', active: true } }
  const hidden = { ...worklog, visibility: 'Somewhere' }
  const said = { body: { format: 'wiki', source: 'x' }, internal: false } as const
  const operations: readonly Operation[] = [
    { kind: 'delete-comment', key, id: '7', base: { ...theirs, ...said } },
    { kind: 'delete-comment', key, id: '7', base: { ...hidden, ...said } },
    { kind: 'delete-comment', key, id: '7' },
    { kind: 'delete-worklog', key, id: '7', remaining: 'auto', base: theirs },
    { kind: 'delete-worklog', key, id: '7', remaining: 'auto', base: hidden },
    { kind: 'edit-comment', key, id: '7', body: said.body, typed: '' },
    { kind: 'edit-worklog', key, id: '7', seconds: 60, remaining: 'leave' },
  ]
  for (const operation of operations) {
    expect(kindOf(operation).invert(operation, performed, me)).toEqual({ why: expect.stringMatching(/[^.]$/) })
  }
})

test('an estimate that was set stays, and it is said, unless it is known what it was', async () => {
  const { key, me } = await siteFor('datacenter')
  const work = { kind: 'add-worklog', key, author: me, seconds: 7200, started: '', comment: null } as const
  const back = (operation: Operation): unknown =>
    kindOf(operation).invert(operation, { mark: 'm', at: '', result: { worklog } }, me)
  const set = { set: '3h' } as const
  expect(back({ ...work, remaining: set })).toMatchObject({
    operations: [{ remaining: 'leave' }],
    loses: 'The remaining estimate stays as it was set',
  })
  expect(back({ ...work, remaining: set, base: { remaining: 3600 } })).toEqual({
    operations: [expect.objectContaining({ remaining: { set: '1h' } })],
  })
  // Shortened to nothing it would come back longer than it was.
  expect(back({ ...work, remaining: 'auto', base: { remaining: 3600 } })).toMatchObject({
    operations: [{ remaining: { set: '1h' } }],
  })
  expect(back({ ...work, remaining: 'auto', base: { remaining: 9000 } })).toMatchObject({
    operations: [{ remaining: 'auto' }],
  })
  expect(back({ ...work, remaining: { by: '30m' } })).toMatchObject({ operations: [{ remaining: { by: '30m' } }] })
})

test('a link without a global id is replaced by one that has it', async () => {
  const site = await siteFor('datacenter')
  const { client, key } = site
  await client.putRemoteLink(key, { globalId: 'old', object: { url: 'https://wiki.example/1', title: 'Old' } })
  const [old] = await client.remoteLinks(key)
  if (old === undefined) throw new Error('no link')
  // As a link is shown that another program made without one.
  const base = { ...old, globalId: null }
  const link = { globalId: '', object: { url: 'https://wiki.example/2', title: 'New' } }
  const { performed } = await carryOut(site, { kind: 'put-remote-link', key, link, base })
  const after = await client.remoteLinks(key)
  expect(after).toMatchObject([{ title: 'New', globalId: performed.mark, id: performed.result?.remoteLinkId }])
})
