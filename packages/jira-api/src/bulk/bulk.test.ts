import { type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'
import { startOddServer } from '../testing.ts'

const connect = (baseUrl: string, deployment: 'datacenter' | 'cloud'): SiteClient =>
  connectSite({ baseUrl, deployment, authorize: async () => undefined, pause: async () => undefined })

const found = { issues: ['PAY-1', 'PAY-2'].map((key, index) => ({ id: String(index + 1), key, fields: {} })) }
const keys = ['pay-1', 'PAY-2']
const change = { kind: 'priority', id: '2' } as const

/** A site that takes a task and says this of it. */
const taskSite = (outcome: (count: number) => { readonly status?: number; readonly json: unknown }) => {
  let looks = 0
  return startOddServer(({ url, method }) => {
    if (url.includes('/bulkfetch')) return { json: found }
    if (method === 'POST') return { status: 201, json: { taskId: '9' } }
    looks += 1
    return outcome(looks)
  })
}

describe('a task of the site', () => {
  test('names issues by id, however their keys were written', async () => {
    await using site = await taskSite(() => ({
      json: { status: 'COMPLETE', processedAccessibleIssues: [1], failedAccessibleIssues: { 2: ['No'] } },
    }))
    expect(await connect(site.origin, 'cloud').changeMany(keys, change)).toEqual([
      { key: 'pay-1', state: 'done', messages: [] },
      { key: 'PAY-2', state: 'failed', messages: ['No'] },
    ])
  })

  test('that is given up leaves open what it did not say', async () => {
    await using site = await taskSite(() => ({ json: { status: 'DEAD', processedAccessibleIssues: [1] } }))
    const results = await connect(site.origin, 'cloud').changeMany(keys, change)
    expect(results.map(({ state }) => state)).toEqual(['done', 'unknown'])
  })

  test('that cannot be looked at any more may have been done', async () => {
    await using site = await taskSite(() => ({ status: 403, json: { errorMessages: ['no more'] } }))
    const results = await connect(site.origin, 'cloud').changeMany(keys, change)
    expect(results.map(({ state }) => state)).toEqual(['unknown', 'unknown'])
  })

  test('goes on when its caller leaves, who is told so', async () => {
    const left = new AbortController()
    await using site = await taskSite(() => {
      left.abort()
      return { json: { status: 'RUNNING', progressPercent: 10 } }
    })
    const results = await connect(site.origin, 'cloud').changeMany(keys, change, { signal: left.signal })
    expect(results.map(({ state }) => state)).toEqual(['unknown', 'unknown'])
  })

  test('that the site does not take is an error, since nothing was done', async () => {
    await using site = await startOddServer(({ url }) =>
      url.includes('/bulkfetch') ? { json: found } : { status: 400, json: { errors: [{ message: 'five already' }] } },
    )
    await expect(connect(site.origin, 'cloud').changeMany(keys, change)).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('one after the other', () => {
  test.each([
    [502, 'unknown'],
    [400, 'failed'],
  ])('an answer of %i leaves an issue %s', async (status, state) => {
    await using site = await startOddServer(() => ({ status, json: { errorMessages: ['x'] } }))
    const [result] = await connect(site.origin, 'datacenter').changeMany(['PAY-1'], change)
    expect(result?.state).toBe(state)
  })

  test('several fields are changed at once, and moving is refused', async () => {
    await using site = await startOddServer(() => ({ status: 204 }))
    const client = connect(site.origin, 'datacenter')
    const input = { fields: { summary: 'x' }, update: { labels: [{ add: 'a' }] } }
    expect(await client.changeMany(['PAY-1'], { kind: 'edit', input })).toMatchObject([{ state: 'done' }])
    expect(JSON.parse(site.seen[0]?.body ?? '')).toEqual(input)
    const moved = await client.changeMany(['PAY-1'], { kind: 'move', project: 'OPS', typeId: '1' })
    expect(moved).toMatchObject([{ state: 'failed' }])
  })
})

describe('on a Cloud site', () => {
  const email = 'mira@acme.example'
  let cloud: CloudSandbox
  beforeAll(async () => {
    cloud = await startCloudSandbox()
  })
  afterAll(() => cloud.close())

  const client = (): SiteClient => {
    const token = Buffer.from(`${email}:${cloud.issueApiToken(email)}`).toString('base64')
    return connectSite({
      baseUrl: cloud.siteUrl,
      deployment: 'cloud',
      authorize: async () => `Basic ${token}`,
      pause: async () => undefined,
    })
  }

  test('issues are watched, moved and deleted by tasks, with progress', async () => {
    const site = client()
    const type = (await site.project('OPS')).types.find(({ subtask, name }) => !subtask && name === 'Task')
    const made = await site.createIssues(
      ['One', 'Two'].map((summary) => ({
        fields: { project: { key: 'OPS' }, issuetype: { id: type?.id }, summary },
      })),
    )
    const names = made.flatMap(({ issue }) => issue?.key ?? [])
    const steps: number[] = []
    const onProgress = (done: number): void => void steps.push(done)
    const done = names.map((key) => ({ key, state: 'done', messages: [] }))
    expect(await site.changeMany(names, { kind: 'watch', isWatching: false })).toEqual(done)
    expect((await site.watchers(names[0] ?? '')).mine).toBe(false)
    expect(await site.changeMany(names, { kind: 'watch', isWatching: true }, { onProgress })).toEqual(done)
    expect((await site.watchers(names[0] ?? '')).mine).toBe(true)
    expect(steps.at(-1)).toBe(2)
    const target = (await site.project('PAY')).types.find(({ subtask, name }) => !subtask && name === 'Task')
    expect(await site.changeMany(names, { kind: 'move', project: 'PAY', typeId: target?.id ?? '' })).toEqual(done)
    const moved = await site.issues(names)
    expect(moved.map(({ project }) => project.key)).toEqual(['PAY', 'PAY'])
  })

  test('issues are deleted by one task', async () => {
    const site = client()
    const type = (await site.project('PAY')).types.find(({ subtask, name }) => !subtask && name === 'Task')
    const fields = { project: { key: 'PAY' }, issuetype: { id: type?.id }, summary: 'Gone soon' }
    const made = await site.createIssues([{ fields }, { fields }])
    const names = made.flatMap(({ issue }) => issue?.key ?? [])
    expect((await site.changeMany(names, { kind: 'delete' })).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(await site.issues(names)).toEqual([])
  })
})
