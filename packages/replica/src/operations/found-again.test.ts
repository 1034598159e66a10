// What was given twice is there twice, and a lost answer makes neither a third one nor loses the second.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SiteClient } from '@mmd/jira-api/model'
import {
  type CloudSandboxOptions,
  type FaultMatch,
  type Faults,
  startCloudSandbox,
  startSandbox,
} from '@mmd/jira-sandbox'
import { describe, expect, onTestFinished, test } from 'vitest'
import { kindOf } from './kinds.ts'
import { localKey } from './local-key.ts'
import type {
  AddCommentOperation,
  AddWorklogOperation,
  AttachOperation,
  CreateOperation,
  Operation,
} from './operation.ts'
import { pendingId } from './pending-id.ts'
import { carryOut, type SiteForTests, sendingOn, siteOn } from './testing/bench.ts'

type Deployment = 'datacenter' | 'cloud'

type Site = SiteForTests & { readonly faults: Faults }

const siteFor = async (deployment: Deployment, options: CloudSandboxOptions = {}): Promise<Site> => {
  const sandbox = await (deployment === 'cloud'
    ? startCloudSandbox({ issues: 60, ...options })
    : startSandbox({ issues: 60 }))
  onTestFinished(() => sandbox.close())
  return { ...(await siteOn(sandbox)), faults: sandbox.faults }
}

const comment = ({ key, me, text }: SiteForTests): AddCommentOperation => ({
  kind: 'add-comment',
  key,
  author: me,
  body: text('Seen'),
  typed: 'Seen',
})

const worklog = ({ key, me }: SiteForTests): AddWorklogOperation => ({
  kind: 'add-worklog',
  key,
  author: me,
  seconds: 3600,
  started: '2026-11-20T09:00:00.000Z',
  comment: null,
  remaining: 'leave',
})

const file = async ({ key, me }: SiteForTests): Promise<AttachOperation> => {
  const folder = await mkdtemp(join(tmpdir(), 'attach-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, '1')
  await writeFile(path, 'trace')
  return { kind: 'attach', key, author: me, file: { path, name: 'trace.txt', size: 5, mimeType: 'text/plain' } }
}

const issue = async ({ client }: SiteForTests): Promise<CreateOperation> => {
  const { id, key, name, types } = await client.project('PAY')
  const type = types.find((one) => one.name === 'Task')
  if (type === undefined) throw new Error('no type')
  const summary = 'A step is "missing"'
  return {
    kind: 'create',
    key: localKey('PAY', 1),
    fields: { project: { id }, issuetype: { id: type.id }, summary },
    shown: { project: { id, key, name }, type, summary },
  }
}

const issuesIn = async ({ client }: SiteForTests): Promise<readonly string[]> => {
  const { issues } = await client.search({ jql: 'project = PAY AND created >= -10m', maxResults: 50 })
  return issues.filter(({ summary }) => summary.startsWith('A step')).map(({ key }) => key)
}

const twice: readonly (readonly [
  string,
  (site: SiteForTests) => Promise<Operation>,
  FaultMatch,
  (site: SiteForTests) => Promise<number>,
])[] = [
  [
    'comments',
    async (site) => comment(site),
    { method: 'POST', path: /\/comment$/ },
    async ({ client, key }) => (await client.comments({ key })).total,
  ],
  [
    'worklogs',
    async (site) => worklog(site),
    { method: 'POST', path: /\/worklog$/ },
    async ({ client, key }) => (await client.worklogs(key)).length,
  ],
  [
    'files',
    file,
    { method: 'POST', path: /\/attachments$/ },
    async ({ client, key }) => (await client.issue(key)).attachments.length,
  ],
  ['issues', issue, { method: 'POST', path: /\/issue$/ }, async (site) => (await issuesIn(site)).length],
]

const everywhere = (['datacenter', 'cloud'] as const).flatMap((deployment) =>
  twice.map((one) => [deployment, ...one] as const),
)

describe.each(everywhere)('on %s, two equal %s', (deployment, _, make, write, count) => {
  test('are both there, when the answer to the second got lost', async () => {
    const site = await siteFor(deployment)
    const operation = await make(site)
    const first = await carryOut(site, operation)
    site.faults.add({ kind: 'drop-after', match: write, times: 1 })
    const second = await carryOut(site, operation)
    expect(await count(site)).toBe(2)
    expect(second.performed.result).not.toBeNull()
    expect(second.performed.result).not.toEqual(first.performed.result)
  })

  test('are one, when the second never arrived: the first is not taken for it', async () => {
    const site = await siteFor(deployment)
    const operation = await make(site)
    await carryOut(site, operation)
    site.faults.add({ kind: 'drop', match: write, times: 1 })
    expect((await carryOut(site, operation)).looked).toEqual({ state: 'not-done' })
    expect(await count(site)).toBe(1)
  })
})

const lostComment = { kind: 'drop-after', match: { method: 'POST', path: /\/comment$/ }, times: 1 } as const

test('a comment is found behind a hundred newer ones', async () => {
  const site = await siteFor('datacenter')
  const { client, key, text } = site
  const add = async (words: string): Promise<void> => void (await client.addComment(key, { body: text(words) }))
  const look: SiteClient['comments'] = async (query, options) => {
    if (query.startAt === 0) for (let index = 0; index < 105; index += 1) await add(`Newer ${index}`)
    return client.comments(query, options)
  }
  site.faults.add(lostComment)
  const done = await carryOut({ ...site, client: { ...client, comments: look } }, comment(site))
  expect(done.looked?.state).toBe('done')
})

test('an issue that the site makes between two questions is found', async () => {
  const site = await siteFor('datacenter')
  const { client } = site
  const operation = await issue(site)
  const sending = sendingOn(site, { firstSentAt: new Date().toISOString() })
  let made: string | undefined
  const search: SiteClient['search'] = async (query, options) => {
    const answer = await client.search(query, options)
    made ??= (await kindOf(operation).send?.(operation, sending))?.issue?.key
    return answer
  }
  const looked = await kindOf(operation).look?.(operation, { ...sending, client: { ...client, search } })
  expect(looked).toMatchObject({ state: 'done', result: { issue: { key: made } } })
})

/** A site that keeps no marks with comments. */
const markless = (site: Site): Site => ({
  ...site,
  client: {
    ...site.client,
    addComment: (key, { mark: _, ...input }, options) => site.client.addComment(key, input, options),
  },
})

test('where no marks are kept a comment is found by who said what and when', async () => {
  const site = markless(await siteFor('datacenter'))
  await site.client.addComment(site.key, { body: site.text('Something else') })
  site.faults.add(lostComment)
  expect((await carryOut(site, comment(site))).looked?.state).toBe('done')
})

test('where no marks are kept the same comment from before is not taken for it, nor that of somebody else', async () => {
  const site = markless(await siteFor('datacenter'))
  const before = await site.client.addComment(site.key, { body: site.text('Seen') })
  await site.other.addComment(site.key, { body: site.text('Seen') })
  site.faults.add({ ...lostComment, kind: 'drop' })
  const { operation, looked } = await carryOut(site, comment(site))
  expect(operation).toMatchObject({ known: [before.id] })
  expect(looked).toEqual({ state: 'not-done' })
})

test('where no marks are kept and the same comment was on its way, nobody can tell one from the other', async () => {
  const site = markless(await siteFor('datacenter'))
  const second = { ...comment(site), known: [pendingId('first')] }
  await site.client.addComment(site.key, { body: site.text('Seen') })
  site.faults.add({ ...lostComment, kind: 'drop' })
  expect((await carryOut(site, second)).looked?.state).toBe('unclear')
  site.faults.add(lostComment)
  expect((await carryOut(site, second)).looked?.state).toBe('done')
})

test('where milliseconds are cut off a worklog that may be ours is left to a person', async () => {
  const site = await siteFor('datacenter')
  const client: SiteClient = {
    ...site.client,
    addWorklog: (key, input, options) =>
      site.client.addWorklog(key, { ...input, started: `${input.started?.slice(0, 19)}.000Z` }, options),
  }
  const match = { method: 'POST', path: /\/worklog$/ }
  site.faults.add({ kind: 'drop', match, times: 1 })
  expect((await carryOut({ ...site, client }, worklog(site))).looked).toEqual({ state: 'not-done' })
  site.faults.add({ kind: 'drop-after', match, times: 1 })
  expect((await carryOut({ ...site, client }, worklog(site))).looked?.state).toBe('unclear')
})

test('work without milliseconds of its own is never taken for other work', async () => {
  const site = await siteFor('datacenter')
  const { key, client } = site
  const work = { seconds: 3600, started: '2026-11-20T09:00:00.000Z' }
  await client.addWorklog(key, work)
  const operation = { ...worklog(site), ...work }
  const looked = await kindOf(operation).look?.(operation, sendingOn(site, { firstSentAt: new Date().toISOString() }))
  expect(looked?.state).toBe('unclear')
})

test('a sub-task gets the parent that its row shows', async () => {
  const site = await siteFor('datacenter')
  const { id, key, name, types } = await site.client.project('PAY')
  const type = types.find((one) => one.subtask)
  if (type === undefined) throw new Error('no type')
  const shown = { project: { id, key, name }, type, summary: 'A part', parent: { key: site.key, summary: '' } }
  const fields = { project: { id }, issuetype: { id: type.id }, summary: 'A part' }
  const done = await carryOut(site, { kind: 'create', key: localKey('PAY', 1), fields, shown })
  const made = done.performed.result?.issue?.key
  expect((await site.client.issue(site.key)).subtasks.map((one) => one.key)).toEqual([made])
})

test('an issue is found by its number where the index of Data Center does not have it yet', async () => {
  const site = await siteFor('datacenter')
  const operation = await issue(site)
  site.faults.add({ kind: 'drop-after', match: { method: 'POST', path: /\/issue$/ }, times: 1 })
  site.faults.add({ kind: 'index-lag', match: { path: '/rest/api/2/search' } })
  const kept = { ...site, faults: { clear: () => undefined } }
  const { looked } = await carryOut(kept, operation)
  expect(looked).toMatchObject({ state: 'done' })
  site.faults.clear()
  expect(await issuesIn(site)).toEqual([looked?.state === 'done' ? looked.result.issue?.key : ''])
})

test('an issue is found by its number where the index of Cloud does not have it yet', async () => {
  const site = await siteFor('cloud', { indexLagMs: 3_600_000 })
  const operation = await issue(site)
  site.faults.add({ kind: 'drop-after', match: { method: 'POST', path: /\/issue$/ }, times: 1 })
  expect((await carryOut(site, operation)).looked).toMatchObject({ state: 'done' })
  site.faults.add({ kind: 'drop', match: { method: 'POST', path: /\/issue$/ }, times: 1 })
  expect((await carryOut(site, operation)).looked).toEqual({ state: 'not-done' })
})

test('an index that lags far behind is asked again later', async () => {
  const site = await siteFor('datacenter')
  site.faults.add({ kind: 'index-lag', match: { path: '/rest/api/2/search' } })
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'One of many' }
  await site.client.createIssues(Array.from({ length: 60 }, () => ({ fields })))
  site.faults.add({ kind: 'drop', match: { method: 'POST', path: /\/issue$/ }, times: 1 })
  const kept = { ...site, faults: { clear: () => undefined } }
  expect((await carryOut(kept, await issue(site))).looked?.state).toBe('later')
})

test('an issue of mine that is the same and bears no mark leaves it to a person', async () => {
  const site = await siteFor('datacenter')
  const operation = await issue(site)
  await site.client.createIssue({ fields: operation.fields })
  site.faults.add({ kind: 'drop', match: { method: 'POST', path: /\/issue$/ }, times: 1 })
  expect((await carryOut(site, operation)).looked?.state).toBe('unclear')
})

test('a file of which the client could not tell is found at the issue', async () => {
  const site = await siteFor('datacenter')
  const error = { code: 'network', message: 'It broke', details: { reason: 'ECONNRESET' } } as const
  const client: SiteClient = {
    ...site.client,
    uploadAttachments: async (...given) =>
      (await site.client.uploadAttachments(...given)).map((upload) => ({
        ...upload,
        state: 'unknown',
        attachment: null,
        error,
      })),
  }
  const { operation, looked } = await carryOut({ ...site, client }, await file(site))
  expect(operation).toMatchObject({ known: [] })
  expect(looked).toMatchObject({ state: 'done', result: { attachment: { filename: 'trace.txt' } } })
})

test('a file that the site has under another name is left to a person', async () => {
  const site = await siteFor('datacenter')
  const given = await file(site)
  await site.client.uploadAttachments(site.key, [{ path: given.file.path, name: 'trace_.txt' }])
  const look = (operation: Operation) => kindOf(operation).look?.(operation, sendingOn(site))
  expect(await look({ ...given, known: [] })).toMatchObject({
    state: 'unclear',
    why: expect.stringContaining('trace_.txt'),
  })
  const known = (await site.client.issue(site.key)).attachments.map(({ id }) => id)
  expect(await look({ ...given, known })).toEqual({ state: 'not-done' })
})

test('a file that is not there any more is refused before anything is sent', async () => {
  const site = await siteFor('datacenter')
  const operation = await file(site)
  await rm(operation.file.path)
  await expect(carryOut(site, operation)).rejects.toMatchObject({ code: 'refused', details: { reason: 'NOT_SENT' } })
  expect((await site.client.issue(site.key)).attachments).toEqual([])
})
