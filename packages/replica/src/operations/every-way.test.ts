import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LinkType, RemoteLinkInput } from '@mmd/jira-api/model'
import { type FaultMatch, type Faults, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { describe, expect, onTestFinished, test } from 'vitest'
import { kindOf } from './kinds.ts'
import { localKey } from './local-key.ts'
import type { CreateOperation, Operation } from './operation.ts'
import { carryOut, type SiteForTests, siteOn, takeBack } from './testing/bench.ts'

/** One kind of operation on a site. */
interface Scene {
  readonly make: (site: SiteForTests) => Promise<Operation>
  /** The write that it sends. */
  readonly write: FaultMatch
  /** What of the site it changes. */
  readonly measure: (site: SiteForTests) => Promise<unknown>
  /** True: there is no way back. */
  readonly isFinal?: true
}

const started = '2026-11-20T09:00:00.000Z'
const blocks: LinkType = { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
const page: RemoteLinkInput = {
  globalId: '',
  object: { url: 'https://wiki.example/1', title: 'Runbook', summary: 'How' },
}

const comments = async ({ client, key }: SiteForTests): Promise<readonly unknown[]> =>
  (await client.comments({ key })).comments.map(({ body, visibility }) => [body, visibility])

const worklogs = async ({ client, key }: SiteForTests): Promise<unknown> => ({
  worklogs: (await client.worklogs(key)).map(({ seconds, started: at, comment }) => ({ seconds, at, comment })),
  remaining: (await client.issue(key)).estimates?.remaining ?? null,
})

const links = async ({ client, key }: SiteForTests): Promise<readonly unknown[]> =>
  (await client.issue(key)).links.map(({ id: _, ...link }) => link)

const remoteLinks = async ({ client, key }: SiteForTests): Promise<readonly unknown[]> =>
  (await client.remoteLinks(key)).map(({ id: _, ...link }) => link)

const attachments = async ({ client, key }: SiteForTests): Promise<readonly unknown[]> =>
  (await client.issue(key)).attachments.map(({ filename, size }) => [filename, size])

const issues = async ({ client }: SiteForTests): Promise<readonly unknown[]> =>
  (await client.search({ jql: 'project = PAY AND created >= -10m ORDER BY created', maxResults: 50 })).issues.map(
    ({ summary }) => summary,
  )

const first = <T>([found]: readonly T[]): T => {
  if (found === undefined) throw new Error('nothing was found')
  return found
}

const toCreate = async ({ client }: SiteForTests): Promise<Pick<CreateOperation, 'fields' | 'shown'>> => {
  const { id, key, name, types } = await client.project('PAY')
  const type = first(types.filter((one) => one.name === 'Task'))
  const summary = 'A step is missing'
  return {
    fields: { project: { id }, issuetype: { id: type.id }, summary },
    shown: { project: { id, key, name }, type, summary },
  }
}

const aFile = async (): Promise<{ path: string; name: string; size: number; mimeType: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'attach-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, '1')
  await writeFile(path, 'trace')
  return { path, name: 'trace.txt', size: 5, mimeType: 'text/plain' }
}

const scenes: Readonly<Record<string, Scene>> = {
  'add-comment': {
    make: async ({ key, me, text }) => ({ kind: 'add-comment', key, author: me, body: text('Seen'), typed: 'Seen' }),
    write: { method: 'POST', path: /\/comment$/ },
    measure: comments,
  },
  'edit-comment': {
    make: async ({ client, key, text }) => {
      const visibility = { type: 'role', value: 'Developers' } as const
      const { id } = await client.addComment(key, { body: text('Before'), visibility })
      return { kind: 'edit-comment', key, id, body: text('After'), typed: 'After' }
    },
    write: { method: 'PUT', path: /\/comment\/\d+$/ },
    measure: comments,
  },
  'delete-comment': {
    make: async ({ client, key, text }) => {
      const visibility = { type: 'role', value: 'Developers' } as const
      return { kind: 'delete-comment', key, id: (await client.addComment(key, { body: text('Gone'), visibility })).id }
    },
    write: { method: 'DELETE', path: /\/comment\/\d+$/ },
    measure: comments,
  },
  'add-worklog': {
    make: async ({ client, key, me, text }) => {
      await client.addWorklog(key, { seconds: 60, started: '2026-11-19T09:00:00.000Z', remaining: { set: '1h' } })
      const work = { seconds: 5400, started, comment: text('Read the log'), remaining: 'auto' } as const
      return { kind: 'add-worklog', key, author: me, ...work }
    },
    write: { method: 'POST', path: /\/worklog$/ },
    measure: worklogs,
  },
  'edit-worklog': {
    make: async ({ client, key, text }) => {
      const { id } = await client.addWorklog(key, { seconds: 3600, started, comment: text('Before') })
      return { kind: 'edit-worklog', key, id, seconds: 5400, comment: null, remaining: 'leave' }
    },
    write: { method: 'PUT', path: /\/worklog\/\d+$/ },
    measure: worklogs,
  },
  'delete-worklog': {
    make: async ({ client, key, text }) => {
      await client.addWorklog(key, { seconds: 60, started: '2026-11-19T09:00:00.000Z', remaining: { set: '4h' } })
      const begun = '2026-11-20T09:00:00.123Z'
      const { id } = await client.addWorklog(key, { seconds: 3600, started: begun, comment: text('Read') })
      return { kind: 'delete-worklog', key, id, remaining: 'auto' }
    },
    write: { method: 'DELETE', path: /\/worklog\/\d+$/ },
    measure: worklogs,
  },
  'link outward': {
    make: async ({ key, otherKey: other }) => ({ kind: 'link', key, type: blocks, outward: true, other }),
    write: { method: 'POST', path: /\/issueLink$/ },
    measure: links,
  },
  'link inward': {
    make: async ({ key, otherKey: other }) => ({ kind: 'link', key, type: blocks, outward: false, other }),
    write: { method: 'POST', path: /\/issueLink$/ },
    measure: links,
  },
  unlink: {
    make: async ({ client, key, otherKey }) => {
      await client.link({ typeId: blocks.id, from: key, to: otherKey })
      return { kind: 'unlink', key, link: first((await client.issue(key)).links) }
    },
    write: { method: 'DELETE', path: /\/issueLink\/\d+$/ },
    measure: links,
  },
  'put-remote-link, a new one': {
    make: async ({ key }) => ({ kind: 'put-remote-link', key, link: page }),
    write: { method: 'POST', path: /\/remotelink$/ },
    measure: remoteLinks,
  },
  'put-remote-link, over another': {
    make: async ({ client, key }) => {
      await client.putRemoteLink(key, { ...page, globalId: 'runbook' })
      const object = { url: 'https://wiki.example/2', title: 'Runbook 2', summary: '' }
      return { kind: 'put-remote-link', key, link: { globalId: 'runbook', object } }
    },
    write: { method: 'POST', path: /\/remotelink$/ },
    measure: remoteLinks,
  },
  'delete-remote-link': {
    make: async ({ client, key }) => {
      await client.putRemoteLink(key, { ...page, globalId: 'runbook', relationship: 'explained by' })
      return { kind: 'delete-remote-link', key, link: first(await client.remoteLinks(key)) }
    },
    write: { method: 'DELETE', path: /\/remotelink\/\d+$/ },
    measure: remoteLinks,
  },
  attach: {
    make: async ({ key, me }) => ({ kind: 'attach', key, author: me, file: await aFile() }),
    write: { method: 'POST', path: /\/attachments$/ },
    measure: attachments,
  },
  'delete-attachment': {
    make: async ({ client, key }) => {
      await client.uploadAttachments(key, [await aFile()])
      return { kind: 'delete-attachment', key, attachment: first((await client.issue(key)).attachments) }
    },
    write: { method: 'DELETE', path: /\/attachment\/\d+$/ },
    measure: attachments,
    isFinal: true,
  },
  create: {
    make: async (site) => ({ kind: 'create', key: localKey('PAY', 1), ...(await toCreate(site)) }),
    write: { method: 'POST', path: /\/issue$/ },
    measure: issues,
  },
  'delete-issue': {
    make: async (site) => {
      const made = await toCreate(site)
      return { kind: 'delete-issue', key: (await site.client.createIssue({ fields: made.fields })).key, made }
    },
    write: { method: 'DELETE', path: /\/issue\/PAY-\d+$/ },
    measure: issues,
  },
}

type Deployment = 'datacenter' | 'cloud'

const siteFor = async (deployment: Deployment): Promise<SiteForTests & { readonly faults: Faults }> => {
  const sandbox = await (deployment === 'cloud' ? startCloudSandbox : startSandbox)({ issues: 60 })
  onTestFinished(() => sandbox.close())
  return { ...(await siteOn(sandbox)), faults: sandbox.faults }
}

const everywhere = (['datacenter', 'cloud'] as const).flatMap((deployment) =>
  Object.entries(scenes).map(([name, scene]) => [deployment, name, scene] as const),
)

/** Texts that say the same are the same. */
const plainly = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, inner: unknown) => (name === 'localId' ? undefined : inner)))

const begin = async (
  deployment: Deployment,
  { make, measure }: Scene,
): Promise<{
  readonly site: Awaited<ReturnType<typeof siteFor>>
  readonly operation: Operation
  readonly before: unknown
}> => {
  const site = await siteFor(deployment)
  const operation = await make(site)
  return { site, operation, before: plainly(await measure(site)) }
}

describe.each(everywhere)('on %s, %s', (deployment, _, scene) => {
  const { measure, write, isFinal } = scene

  test('is done on the site, once, and taken back', async () => {
    const { site, operation, before } = await begin(deployment, scene)
    const done = await carryOut(site, operation)
    const after = plainly(await measure(site))
    expect(after).not.toEqual(before)
    if (isFinal) return
    await takeBack(site, done)
    expect(withoutMilliseconds(plainly(await measure(site)))).toEqual(withoutMilliseconds(before))
  })

  test('is found not to be done when the connection broke before', async () => {
    const { site, operation, before } = await begin(deployment, scene)
    site.faults.add({ kind: 'drop', match: write, times: 1 })
    const { looked } = await carryOut(site, operation)
    expect(looked).toEqual({ state: 'not-done' })
    expect(plainly(await measure(site))).toEqual(before)
  })

  test('is found to be done when the answer got lost, and can be taken back', async () => {
    const { site, operation, before } = await begin(deployment, scene)
    site.faults.add({ kind: 'drop-after', match: write, times: 1 })
    const done = await carryOut(site, operation)
    expect(await measure(site)).not.toEqual(before)
    // Of a file the client itself finds out.
    if (operation.kind !== 'attach') expect(done.looked?.state).toBe('done')
    if (isFinal) return
    await takeBack(site, done)
    expect(withoutMilliseconds(plainly(await measure(site)))).toEqual(withoutMilliseconds(before))
  })

  test('shows the same on the rows as the site does, and changes nothing when it is applied again', async () => {
    const { site, operation } = await begin(deployment, scene)
    const old = await site.rows()
    const { operation: sent, performed } = await carryOut(site, operation)
    const kind = kindOf(operation)
    const once = kind.apply(old, sent, performed)
    expect(kind.apply(once, sent, performed)).toEqual(once)
    const fresh = await site.rows()
    expect(kind.apply(fresh, sent, performed)).toEqual(fresh)
    expect(shownOn(once)).toEqual(shownOn(fresh))
    // What is only pending is replaced, not joined, by what the site made of it.
    const pending = kind.apply(old, sent, { ...performed, result: null })
    expect(shownOn(kind.apply(pending, sent, performed))).toEqual(shownOn(once))
    const narrow = { issue: old.issue, detail: undefined, remoteLinks: undefined }
    expect(kind.apply(narrow, sent, performed)).toEqual(narrow)
  })
})

/** Worklogs that are made again get milliseconds of their own. */
const withoutMilliseconds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/(T\d\d:\d\d:\d\d)\.\d{3}Z/g, '$1Z'))

/** What rows show, without numbers and times of the site's own. */
const shownOn = ({ detail, remoteLinks }: Awaited<ReturnType<SiteForTests['rows']>>): unknown => ({
  comments: detail?.comments.map(({ author, body, visibility, internal }) => [
    author?.id,
    plainly(body),
    visibility,
    // An issue of a Data Center does not say it.
    internal ?? false,
  ]),
  commentTotal: detail?.commentTotal,
  worklogs: detail?.worklogs.map(({ author, seconds, started: at, comment }) => [author?.id, seconds, at, comment]),
  worklogTotal: detail?.worklogTotal,
  estimates: detail?.estimates,
  links: detail?.links.map(({ typeId, outward, relation, key }) => [typeId, outward, relation, key]),
  attachments: detail?.attachments.map(({ filename, size, author }) => [filename, size, author?.id]),
  remoteLinks: remoteLinks?.map(({ id: _, ...link }) => link),
})
