import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterEach, describe, expect, test } from 'vitest'
import { connectSite } from '../connect-site.ts'
import type { SiteClient } from '../site-client.ts'

interface Place {
  readonly client: SiteClient
  readonly sandbox: Sandbox | CloudSandbox
  /** Another person's client. */
  readonly as: (name: string) => SiteClient
  readonly idOf: (name: string) => string
}

const open: (Sandbox | CloudSandbox)[] = []
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
})

const dataCenter = async (persona: '8.20' | '10.3'): Promise<Place> => {
  const sandbox = await startSandbox({ persona })
  open.push(sandbox)
  const as = (name: string): SiteClient => {
    const token = sandbox.issuePat(name)
    return connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}` })
  }
  return { client: as('sofia.nunes'), sandbox, as, idOf: (name) => name }
}

const cloud = async (): Promise<Place> => {
  const sandbox = await startCloudSandbox()
  open.push(sandbox)
  const mailOf = (name: string): string => (name.includes('@') ? name : `${name}@acme.example`)
  const as = (name: string): SiteClient => {
    const token = Buffer.from(`${mailOf(name)}:${sandbox.issueApiToken(mailOf(name))}`).toString('base64')
    return connectSite({
      baseUrl: sandbox.siteUrl,
      deployment: 'cloud',
      authorize: async () => `Basic ${token}`,
    })
  }
  return { client: as('sofia.nunes'), sandbox, as, idOf: (name) => sandbox.accountIdOf(mailOf(name)) }
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ['8.20', () => dataCenter('8.20')],
  ['10.3', () => dataCenter('10.3')],
  ['Cloud', cloud],
]

/** An open request. */
const someRequest = async (client: SiteClient): Promise<string> =>
  (await client.queueIssues({ deskId: '3', queueId: '21', limit: 1 })).issues[0]?.key ?? ''

describe.each(places)('on %s', (_, start) => {
  test('a desk has queues with whole queries, counted only when asked', async () => {
    const { client } = await start()
    const [desk] = await client.serviceDesks()
    expect(desk).toEqual({ id: '3', projectId: '10102', projectKey: 'SUP', projectName: 'Customer Support' })
    const queues = await client.queues({ deskId: '3' })
    expect(queues.map(({ name, count }) => [name, count])).toEqual([
      ['All open', null],
      ['Unassigned', null],
      ['Waiting for us', null],
      ['Nothing here', null],
    ])
    expect(queues[1]?.jql).toBe(
      'project = SUP AND (resolution = Unresolved AND assignee is EMPTY) ORDER BY priority DESC',
    )
    const [all, , , none] = await client.queues({ deskId: '3', withCounts: true })
    expect(none?.count).toBe(0)
    const found = await client.search({ jql: all?.jql ?? '', startAt: 0, maxResults: 1 })
    expect(found.total).toBe(all?.count)
  })

  test('a queue is read page by page, in its order, with its own columns', async () => {
    const { client } = await start()
    const keys: string[] = []
    let cursor: string | undefined
    do {
      const page = await client.queueIssues({
        deskId: '3',
        queueId: '21',
        limit: 7,
        ...(cursor === undefined ? {} : { cursor }),
      })
      keys.push(...page.issues.map(({ key }) => key))
      expect(page.issues.every(({ status, priority }) => status.name !== '' && priority === null)).toBe(true)
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    const [all] = await client.queues({ deskId: '3', withCounts: true })
    expect(keys).toHaveLength(all?.count ?? -1)
    expect(new Set(keys).size).toBe(keys.length)
    expect(await client.queueIssues({ deskId: '3', queueId: '24' })).toEqual({ issues: [], next: null })
  })

  test('a request has its type, its customer and clocks, the same as in its fields', async () => {
    const { client } = await start()
    const key = await someRequest(client)
    const request = await client.request(key)
    expect(request).toMatchObject({ key, typeName: expect.any(String), status: expect.any(String) })
    const slas = await client.slas(key)
    expect(slas.map(({ name }) => name)).toEqual(['Time to resolution', 'Time to first response'])
    const [resolution] = slas
    const { elapsed, goal, remaining, breachAt, started } = resolution?.ongoing ?? {}
    expect((elapsed ?? 0) + (remaining ?? 0)).toBe(goal)
    expect(Date.parse(breachAt ?? '') - Date.parse(started ?? '')).toBe(goal)
    const issue = await client.issueWithFields({ key, customFields: ['customfield_10230'] })
    const [field] = issue.fields
    expect(field).toMatchObject({ name: 'Time to resolution', value: { kind: 'sla' } })
    const sla = field?.value.kind === 'sla' ? field.value.sla : undefined
    expect(sla?.ongoing?.started).toBe(started)
    expect(sla?.ongoing?.breachAt).toBe(breachAt)
  })

  test('a reply and a note are told apart on the request and on the issue', async () => {
    const { client, as } = await start()
    const key = await someRequest(client)
    const [reply, note] = [
      await client.addRequestComment(key, { body: 'We are on it', isPublic: true }),
      await client.addRequestComment(key, { body: 'Looks like the *bank*', isPublic: false }),
    ]
    const mine = (await client.requestComments(key)).filter(({ id }) => id === reply || id === note)
    expect(mine.map(({ isPublic, author }) => [isPublic, author?.name])).toEqual([
      [true, 'Sofia Nunes'],
      [false, 'Sofia Nunes'],
    ])
    const onIssue = (await client.comments({ key, maxResults: 1000 })).comments.filter(
      ({ id }) => id === reply || id === note,
    )
    expect(onIssue.map(({ internal }) => internal)).toEqual([false, true])
    // Somebody who is no agent reads what customers read.
    const others = await as('kenji').requestComments(key)
    expect(others.map(({ id }) => id)).toContain(reply)
    expect(others.map(({ id }) => id)).not.toContain(note)
  })

  test('an approval is given by who is asked, once', async () => {
    const { client, as, sandbox } = await start()
    const issue = sandbox.world.issues.find(({ approvals, resolved }) => approvals !== undefined && resolved === null)
    const key = issue?.key ?? ''
    const [approval] = await client.approvals(key)
    expect(approval).toMatchObject({ decision: 'pending', mayAnswer: true })
    const id = approval?.id ?? ''
    await client.answerApproval(key, { id, decision: 'approve' })
    expect((await client.approvals(key))[0]).toMatchObject({ decision: 'pending', mayAnswer: false })
    await expect(client.answerApproval(key, { id, decision: 'decline' })).rejects.toMatchObject({ code: 'conflict' })
    await as('mira').answerApproval(key, { id, decision: 'approve' })
    expect((await client.approvals(key))[0]).toMatchObject({ decision: 'approved' })
  })

  test('customers take part and leave', async () => {
    const { client, idOf } = await start()
    const key = await someRequest(client)
    const before = await client.participants(key)
    const added = await client.changeParticipants(key, { add: [idOf('kenji')] })
    expect(added.map(({ name }) => name)).toContain('Kenji Watanabe')
    expect(await client.changeParticipants(key, { remove: [idOf('kenji')] })).toEqual(before)
  })

  test('the desk tells what can be asked for', async () => {
    const { client } = await start()
    expect((await client.requestTypes('3')).map(({ id, name, issueTypeId }) => [id, name, issueTypeId])).toEqual([
      ['51', 'Ask a question', '10006'],
      ['52', 'Report an outage', '10005'],
      ['53', 'Ask for a change', '10002'],
      ['54', 'Ask for access', '10006'],
    ])
  })

  test('queues are for agents, and a request that is none is not found', async () => {
    const { client, as } = await start()
    await expect(as('tomasz.w').queues({ deskId: '3' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(client.request('PAY-102')).rejects.toMatchObject({ code: 'not-found' })
    await expect(client.queueIssues({ deskId: '3', queueId: '99' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('a site without Service Management has no desks', async () => {
  const sandbox = await startSandbox({ overrides: { serviceDesk: false } })
  open.push(sandbox)
  const token = sandbox.issuePat('mira')
  const client = connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}` })
  await expect(client.serviceDesks()).rejects.toMatchObject({ code: 'not-found' })
})
