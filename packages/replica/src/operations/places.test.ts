import type { IssueKey, SiteClient } from '@mmd/jira-api/model'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindOf } from './kinds.ts'
import type { FieldChange, Operation } from './operation.ts'
import { clientOf, type Deployment, handsOf, newIssue } from './testing/site.ts'

let dataCenter: Sandbox
let cloud: CloudSandbox

beforeAll(async () => {
  dataCenter = await startSandbox({ issues: 60 })
  cloud = await startCloudSandbox({ issues: 60 })
})
afterAll(async () => {
  await dataCenter.close()
  await cloud.close()
})

const clientOn = (deployment: Deployment, name = 'mira'): SiteClient =>
  clientOf(deployment === 'cloud' ? cloud : dataCenter, name)

const orderOf = async (client: SiteClient): Promise<readonly IssueKey[]> =>
  (await client.boardIssues({ boardId: '4', part: { kind: 'board' }, maxResults: 10 })).issues.map(({ key }) => key)

const at = (keys: readonly IssueKey[], index: number): IssueKey => {
  const key = keys[index]
  if (key === undefined) throw new Error('too few issues')
  return key
}

describe.each<Deployment>(['datacenter', 'cloud'])('on %s', (deployment) => {
  test('an issue is ranked, and taken back to where it was', async () => {
    const client = clientOn(deployment)
    const hands = handsOf(client, deployment, await client.myself())
    const before = await orderOf(client)
    const place = { before: at(before, 0) }
    const operation: Operation = { kind: 'rank', key: at(before, 3), place, base: { after: at(before, 2) } }
    await hands.send(operation)
    await hands.send(operation)
    expect((await orderOf(client)).slice(0, 2)).toEqual([before[3], before[0]])
    // Nothing tells where it is, and doing it again does no harm.
    expect(await hands.look(operation)).toEqual({ state: 'not-done' })
    await hands.takeBack(operation)
    expect(await orderOf(client)).toEqual(before)
  })

  test('an issue that the site does not rank is refused with its reason', async () => {
    const client = clientOn(deployment, 'sofia.nunes')
    const hands = handsOf(client, deployment, await client.myself())
    const [key, other] = await orderOf(clientOn(deployment))
    if (key === undefined || other === undefined) throw new Error('too few issues')
    await expect(hands.send({ kind: 'rank', key, place: { after: other } })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:refused|forbidden)$/),
    })
  })

  test('an issue goes from sprint to sprint, where nobody else moved it meanwhile', async () => {
    const client = clientOn(deployment)
    const hands = handsOf(client, deployment, await client.myself())
    const [active, future] = await client.sprints({ boardId: '4', states: ['active', 'future'] })
    if (active === undefined || future === undefined) throw new Error('too few sprints')
    const key = await newIssue(client, 'PAY')
    await client.moveToSprint(active.id, [key])
    const operation = await hands.prepared({ kind: 'sprint', key, to: future })
    expect(operation).toMatchObject({ base: { id: active.id, name: active.name }, fieldId: 'customfield_10101' })
    await hands.send(operation)
    expect(await hands.look(operation)).toEqual({ state: 'done', result: {} })
    const backlog: Operation = { kind: 'sprint', key, to: null, base: { id: active.id, name: active.name } }
    const { conflicts, resolve } = kindOf(backlog)
    const current = await hands.current(backlog)
    const found = conflicts?.(backlog, current) ?? []
    expect(found).toMatchObject([{ id: 'customfield_10101', theirs: { value: { id: future.id } } }])
    const mine = resolve?.(backlog, found, { customfield_10101: 'mine' }) ?? backlog
    expect(conflicts?.(mine, current)).toEqual([])
    expect(resolve?.(backlog, found, { customfield_10101: 'theirs' })).toBeNull()
    await hands.takeBack(operation)
    expect(await hands.look({ kind: 'sprint', key, to: active })).toEqual({ state: 'done', result: {} })
  })

  test('somebody else is made a watcher, and looked for among them', async () => {
    const client = clientOn(deployment)
    const hands = handsOf(client, deployment, await client.myself())
    const key = await newIssue(client, 'PAY')
    const { id, name, active } = await clientOn(deployment, 'tomasz.w').myself()
    const user = { id, name, active }
    const operation: Operation = { kind: 'watch', key, isWatching: true, user, base: false }
    expect(await hands.look(operation)).toEqual({ state: 'not-done' })
    await hands.send(operation)
    expect(await hands.look(operation)).toEqual({ state: 'done', result: {} })
    await hands.takeBack(operation)
    expect((await client.watchers(key)).users.map((one) => one.id)).not.toContain(id)
    expect(await hands.look({ ...operation, isWatching: false })).toEqual({ state: 'done', result: {} })
  })

  test('estimates are set and taken back as far as the site has words for it', async () => {
    const client = clientOn(deployment)
    const hands = handsOf(client, deployment, await client.myself())
    const key = await newIssue(client, 'OPS')
    const schema = { type: 'timetracking', items: null, system: 'timetracking', custom: null }
    const change = (original: number | null, remaining: number | null): FieldChange => {
      const value = { kind: 'estimates', estimates: { original, remaining, spent: null } } as const
      return { id: 'timetracking', name: 'Time tracking', schema, value }
    }
    const first = await hands.prepared({ kind: 'set-fields', key, changes: [change(7200, 3600)] })
    await hands.send(first)
    expect(kindOf(first).invert(first, { mark: 'm', at: '', result: {} }, await client.myself())).toEqual({
      why: 'What was in Time tracking before is not known, or cannot be written',
    })
    const second = await hands.prepared({ kind: 'set-fields', key, changes: [change(null, 1800)] })
    await hands.send(second)
    expect((await client.issue(key)).estimates).toMatchObject({ original: 7200, remaining: 1800 })
    expect(await hands.look(second)).toEqual({ state: 'done', result: {} })
    await hands.takeBack(second)
    expect((await client.issue(key)).estimates).toMatchObject({ original: 7200, remaining: 3600 })
  })

  test("a field that is given in the site's own form is sent so, and taken back as a value", async () => {
    const client = clientOn(deployment)
    const hands = handsOf(client, deployment, await client.myself())
    const key = await newIssue(client, 'PAY')
    const schema = { type: 'priority', items: null, system: 'priority', custom: null }
    const value = { kind: 'unknown', label: 'Highest' } as const
    const [highest] = await client.priorities()
    const before = (await client.issue(key)).priority
    const changes = [{ id: 'priority', name: 'Priority', schema, value, wire: { id: highest?.id } }]
    const operation = await hands.prepared({ kind: 'set-fields', key, changes })
    expect(kindOf(operation).describe(operation)).toBe('set Priority to Highest')
    await hands.send(operation)
    expect((await client.issue(key)).priority).toEqual(highest)
    expect((await hands.look(operation)).state).toBe('unclear')
    await hands.takeBack(operation)
    expect((await client.issue(key)).priority).toEqual(before)
  })
})
