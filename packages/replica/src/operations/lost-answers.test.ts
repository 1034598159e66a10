import type { IssueKey, SiteClient, User } from '@mmd/jira-api/model'
import { type CloudSandbox, type FaultKind, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { kindOf } from './kinds.ts'
import type { Operation } from './operation.ts'
import { clientOf, type Deployment, type Hands, handsOf, newIssue, textOn } from './testing/site.ts'

let dataCenter: Sandbox
let cloud: CloudSandbox

beforeAll(async () => {
  dataCenter = await startSandbox({ issues: 40 })
  cloud = await startCloudSandbox({ issues: 40 })
})
afterAll(async () => {
  await dataCenter.close()
  await cloud.close()
})
afterEach(() => {
  dataCenter.faults.clear()
  cloud.faults.clear()
})

const siteOf = (deployment: Deployment): Sandbox | CloudSandbox => (deployment === 'cloud' ? cloud : dataCenter)

interface Place {
  readonly deployment: Deployment
  readonly client: SiteClient
  readonly other: SiteClient
  readonly me: User
  readonly hands: Hands
  readonly key: IssueKey
}

const placeOn = async (deployment: Deployment): Promise<Place> => {
  const [client, other] = [clientOf(siteOf(deployment), 'tomasz.w'), clientOf(siteOf(deployment), 'mira')]
  const { id, name, active } = await client.myself()
  const me = { id, name, active }
  const key = await newIssue(other, 'PAY')
  await other.assign(key, id)
  return { deployment, client, other, me, hands: handsOf(client, deployment, me), key }
}

const lost = (deployment: Deployment, kind: Extract<FaultKind['kind'], 'drop' | 'drop-after'>): void => {
  for (const method of ['PUT', 'POST', 'DELETE']) {
    siteOf(deployment).faults.add({ kind, times: 1, match: { method, path: /\/(?:issue|sprint|backlog)\b/ } })
  }
}

const schema = (type: string) => ({ type, items: null, system: null, custom: null })

const stepTo = async ({ client, key }: Place, name: string) => {
  const found = (await client.transitions(key)).find((step) => step.name === name)
  if (found === undefined) throw new Error(`no step ${name}`)
  return { id: found.id, name, to: found.to }
}

const operations: Readonly<Record<string, (place: Place) => Promise<Operation>>> = {
  'set fields': async ({ key }) => ({
    kind: 'set-fields',
    key,
    changes: [
      { id: 'summary', name: 'Summary', schema: schema('string'), value: { kind: 'text', text: 'After' } },
      { id: 'customfield_10107', name: 'Points', schema: schema('number'), value: { kind: 'number', number: 8 } },
    ],
  }),
  assign: async ({ key }) => ({ kind: 'assign', key, assignee: null }),
  transition: async (place) => ({
    kind: 'transition',
    key: place.key,
    transition: await stepTo(place, 'Start progress'),
    fields: {},
  }),
  labels: async ({ key }) => ({ kind: 'labels', key, add: ['one', 'two'], remove: ['three'] }),
  members: async ({ key, client }) => {
    const { components } = await client.project('PAY')
    return { kind: 'members', key, field: 'components', add: components.slice(0, 2), remove: [] }
  },
  watch: async ({ key }) => ({ kind: 'watch', key, isWatching: true, user: null }),
  vote: async ({ key }) => ({ kind: 'vote', key, isFor: true }),
  sprint: async ({ key, client }) => {
    const [sprint] = await client.sprints({ boardId: '4', states: ['active'] })
    return { kind: 'sprint', key, to: { id: sprint?.id ?? '', name: sprint?.name ?? '' } }
  },
}

/** What the site says of the issue, without its times. */
const stateOf = async ({ client, key }: Place): Promise<unknown> => {
  const { updated: _, ...detail } = await client.issueWithFields({ key, customFields: 'all' })
  return {
    ...detail,
    // Rank and updated times are not what the operations are about.
    fields: detail.fields.filter(({ value }) => value.kind !== 'unknown'),
  }
}

describe.each<Deployment>(['datacenter', 'cloud'])('on %s', (deployment) => {
  describe.each(Object.entries(operations))('%s', (_name, make) => {
    test('whose answer got lost is found where it was done, and taken back', async () => {
      const place = await placeOn(deployment)
      const before = await stateOf(place)
      const operation = await place.hands.prepared(await make(place))
      lost(deployment, 'drop-after')
      expect(await place.hands.lose(operation)).toEqual({ state: 'done', result: {} })
      siteOf(deployment).faults.clear()
      const after = await place.hands.current(operation)
      expect(kindOf(operation).isDone?.(operation, after)).toBe(true)
      expect(kindOf(operation).conflicts?.(operation, after) ?? []).toEqual([])
      expect(await stateOf(place)).not.toEqual(before)
      await place.hands.takeBack(operation)
      expect(await stateOf(place)).toEqual(before)
    })

    test('that did not arrive is known not to be done, and sent again', async () => {
      const place = await placeOn(deployment)
      const operation = await place.hands.prepared(await make(place))
      lost(deployment, 'drop')
      expect(await place.hands.lose(operation)).toEqual({ state: 'not-done' })
      siteOf(deployment).faults.clear()
      const before = await place.hands.current(operation)
      expect(kindOf(operation).isDone?.(operation, before)).toBe(false)
      await place.hands.send(operation)
      expect(await place.hands.look(operation)).toEqual({ state: 'done', result: {} })
    })
  })

  test('a change that somebody else changed again does not show whether it was done', async () => {
    const place = await placeOn(deployment)
    const make = operations['assign']
    const operation = await place.hands.prepared((await make?.(place)) ?? { kind: 'vote', key: place.key, isFor: true })
    lost(deployment, 'drop-after')
    expect((await place.hands.lose(operation)).state).toBe('done')
    const theirs = await place.other.myself()
    await place.other.assign(place.key, theirs.id)
    expect(await place.hands.look(operation)).toEqual({
      state: 'unclear',
      why: 'Assignee changed meanwhile, so that it does not show whether this was done before',
    })
    const [conflict] = kindOf(operation).conflicts?.(operation, await place.hands.current(operation)) ?? []
    expect(conflict).toMatchObject({ id: 'assignee', base: { user: place.me }, theirs: { user: { id: theirs.id } } })
  })

  test('whomever the site chose is looked for in the history', async () => {
    const place = await placeOn(deployment)
    const operation = await place.hands.prepared({ kind: 'assign', key: place.key, assignee: 'automatic' })
    lost(deployment, 'drop')
    expect(await place.hands.lose(operation)).toEqual({ state: 'not-done' })
    lost(deployment, 'drop-after')
    expect(await place.hands.lose(operation)).toEqual({ state: 'done', result: {} })
    await place.hands.takeBack(operation)
    expect((await place.client.issue(place.key)).assignee?.id).toBe(place.me.id)
  })

  test('a step with a comment is done once its comment is there', async () => {
    const place = await placeOn(deployment)
    await place.client.transition(place.key, { id: (await stepTo(place, 'Start progress')).id })
    const transition = await stepTo(place, 'Send to review')
    const comment = textOn(deployment, 'Please look at this')
    const fields = { customfield_10203: deployment === 'cloud' ? { accountId: place.me.id } : { name: place.me.id } }
    const operation = await place.hands.prepared({ kind: 'transition', key: place.key, transition, fields, comment })
    lost(deployment, 'drop')
    expect(await place.hands.lose(operation)).toEqual({ state: 'not-done' })
    lost(deployment, 'drop-after')
    const looked = await place.hands.lose(operation)
    expect(looked).toMatchObject({ state: 'done', result: { comment: { author: { id: place.me.id } } } })
    expect((await place.client.comments({ key: place.key })).total).toBe(1)
  })

  test('a step that somebody else took is not ours when its comment is missing', async () => {
    const place = await placeOn(deployment)
    const transition = await stepTo(place, 'Start progress')
    const comment = textOn(deployment, 'Mine')
    const operation = await place.hands.prepared({
      kind: 'transition',
      key: place.key,
      transition,
      fields: {},
      comment,
    })
    await place.other.transition(place.key, { id: transition.id })
    expect((await place.hands.look(operation)).state).toBe('unclear')
    expect(kindOf(operation).isDone?.(operation, await place.hands.current(operation))).toBe(false)
  })

  test('a step that somebody else took is not ours when what was filled in with it is missing', async () => {
    const place = await placeOn(deployment)
    await place.client.transition(place.key, { id: (await stepTo(place, 'Start progress')).id })
    const transition = await stepTo(place, 'Send to review')
    const person = (id: string) => (deployment === 'cloud' ? { accountId: id } : { name: id })
    const fields = { customfield_10203: person(place.me.id) }
    const operation = await place.hands.prepared({ kind: 'transition', key: place.key, transition, fields })
    const sentAt = new Date().toISOString()
    const theirs = { customfield_10203: person((await place.other.myself()).id) }
    await place.other.transition(place.key, { id: transition.id, fields: theirs })
    expect((await place.hands.look(operation, sentAt)).state).toBe('unclear')
  })

  test('a step that did not arrive is not taken for the same one of right before', async () => {
    const place = await placeOn(deployment)
    const operation = await place.hands.prepared({
      kind: 'transition',
      key: place.key,
      transition: await stepTo(place, 'Start progress'),
      fields: {},
    })
    // Site and machine have one clock here: what an answer takes on its way would blur it.
    const serverInfo = async () => ({ ...(await place.client.serverInfo()), time: new Date().toISOString() })
    const hands = handsOf({ ...place.client, serverInfo }, deployment, place.me)
    await hands.send(operation)
    await hands.takeBack(operation)
    lost(deployment, 'drop')
    expect(await hands.lose(operation)).toEqual({ state: 'not-done' })
  })

  test('a step that was taken back meanwhile was taken', async () => {
    const place = await placeOn(deployment)
    const transition = await stepTo(place, 'Start progress')
    const operation = await place.hands.prepared({ kind: 'transition', key: place.key, transition, fields: {} })
    const sentAt = new Date().toISOString()
    lost(deployment, 'drop-after')
    await place.hands.lose(operation)
    siteOf(deployment).faults.clear()
    await place.other.assign(place.key, (await place.other.myself()).id)
    await place.other.transition(place.key, {
      id: (await stepTo({ ...place, client: place.other }, 'Stop progress')).id,
    })
    expect(await place.hands.look(operation, sentAt)).toEqual({ state: 'done', result: {} })
    const later = new Date(Date.now() + 60_000).toISOString()
    expect(await place.hands.look(operation, later)).toEqual({ state: 'not-done' })
  })
})
