import type { IssueKey, SiteClient, User } from '@mmd/jira-api/model'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kindOf } from './kinds.ts'
import type { TransitionOperation } from './operation.ts'
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

interface Place {
  readonly client: SiteClient
  readonly me: User
  readonly hands: Hands
  readonly key: IssueKey
}

const placeOn = async (deployment: Deployment, project = 'PAY'): Promise<Place> => {
  const site = deployment === 'cloud' ? cloud : dataCenter
  const client = clientOf(site, project === 'PAY' ? 'tomasz.w' : 'mira')
  const { id, name, active } = await client.myself()
  const me = { id, name, active }
  const key = await newIssue(clientOf(site, 'mira'), project, project === 'PAY' ? 'Task' : 'Incident')
  await client.assign(key, id)
  return { client, me, hands: handsOf(client, deployment, me), key }
}

const stepOn = async (
  { client, key, hands }: Place,
  name: string,
  more: Partial<TransitionOperation> = {},
): Promise<TransitionOperation> => {
  const found = (await client.transitions(key)).find((step) => step.name === name)
  if (found === undefined) throw new Error(`no step ${name}`)
  const { id, to } = found
  const given: TransitionOperation = { kind: 'transition', key, transition: { id, name, to }, fields: {}, ...more }
  const operation = await hands.prepared(given)
  if (operation.kind !== 'transition') throw new Error('another kind')
  return operation
}

/** A step that the workflow must find by itself. */
const anyStep = ({ transition, ...more }: TransitionOperation): TransitionOperation => ({
  ...more,
  transition: { ...transition, id: null },
})

const fixed = { id: '1', name: 'Fixed' }
const resolved = { fields: { resolution: { id: fixed.id } }, resolution: fixed }

const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe.each<Deployment>(['datacenter', 'cloud'])('on %s', (deployment) => {
  test('a step sets the resolution that its screen asks for, and another takes it away', async () => {
    const place = await placeOn(deployment)
    const { client, hands, key } = place
    await client.transition(key, { id: (await stepOn(place, 'Start progress')).transition.id ?? '' })
    const done = await stepOn(place, 'Done', resolved)
    await hands.send(done)
    expect(await client.issue(key)).toMatchObject({ status: { name: 'Done' }, resolution: { name: 'Fixed' } })
    const reopen = await stepOn(place, 'Reopen', { resolution: null })
    await hands.send(reopen)
    expect(await client.issue(key)).toMatchObject({ status: { name: 'Open' }, resolution: null })
  })

  test('a step that was chosen by where it leads fills in the resolution that it needs', async () => {
    const place = await placeOn(deployment)
    const { client, hands, key } = place
    await client.transition(key, { id: (await stepOn(place, 'Start progress')).transition.id ?? '' })
    await hands.send(anyStep(await stepOn(place, 'Done', { resolution: fixed })))
    expect(await client.issue(key)).toMatchObject({ status: { name: 'Done' }, resolution: { name: 'Fixed' } })
  })

  test('a step that needs what nobody gave is refused in words, and nothing is sent', async () => {
    const place = await placeOn(deployment)
    await place.hands.send(await stepOn(place, 'Start progress'))
    const error = await codeOf(place.hands.send(anyStep(await stepOn(place, 'Send to review'))))
    expect(error).toMatchObject({
      name: 'JiraApiError',
      code: 'refused',
      message: 'The step Send to review needs Reviewer',
      details: { reason: 'NOT_SENT' },
    })
  })

  test('a status to which no step leads is refused in words', async () => {
    const place = await placeOn(deployment)
    const start = await stepOn(place, 'Start progress')
    const to = { ...start.transition.to, id: '10003', name: 'Done' }
    const error = await codeOf(place.hands.send(anyStep({ ...start, transition: { ...start.transition, to } })))
    expect(error).toMatchObject({ code: 'refused', message: 'No step leads to Done from here' })
  })

  test('text of a field goes along with a step in the form of the site', async () => {
    const place = await placeOn(deployment)
    const text = textOn(deployment, 'Which version?')
    const wire = deployment === 'cloud' ? (JSON.parse(text.source) as unknown) : text.source
    await place.hands.send(await stepOn(place, 'Needs info', { fields: { customfield_10201: wire } }))
    const { fields } = await place.client.issueWithFields({ key: place.key, customFields: ['customfield_10201'] })
    expect(fields).toMatchObject([
      { id: 'customfield_10201', value: { kind: 'rich-text', text: { format: text.format } } },
    ])
  })

  test('a status that somebody else set is a conflict, and mine goes from there', async () => {
    const place = await placeOn(deployment)
    const { client, hands, key } = place
    const operation = await stepOn(place, 'Start progress')
    await hands.send(await stepOn(place, 'Needs info', { fields: { customfield_10201: asWire(deployment, 'What?') } }))
    const current = await hands.current(operation)
    const { conflicts, resolve, isDone } = kindOf(operation)
    const found = conflicts?.(operation, current) ?? []
    expect(found).toMatchObject([
      {
        id: 'status',
        base: { value: { name: 'Open' } },
        mine: { value: { name: 'In Progress' } },
        theirs: { value: {} },
      },
    ])
    expect(resolve?.(operation, found, { status: 'theirs' })).toBeNull()
    const mine = resolve?.(operation, found, { status: 'mine' }) ?? operation
    expect(conflicts?.(mine, current)).toEqual([])
    await hands.send(mine)
    expect(isDone?.(mine, await client.issue(key))).toBe(true)
  })

  test('a step that leads back to its status is looked for in the history', async () => {
    const place = await placeOn(deployment, 'OPS')
    const { client, me, hands, key } = place
    await hands.send(await stepOn(place, 'Start work'))
    const lead = deployment === 'cloud' ? { accountId: me.id } : { name: me.id }
    const text = textOn(deployment, 'Yours')
    const loop = await stepOn(place, 'Hand over', { fields: { customfield_10205: lead }, comment: text })
    expect(kindOf(loop).isDone?.(loop, await client.issue(key))).toBe(false)
    expect(await hands.look(loop)).toEqual({ state: 'not-done' })
    const sentAt = new Date().toISOString()
    await hands.send(loop)
    expect(await hands.look(loop, sentAt)).toMatchObject({ state: 'done', result: { comment: { author: me } } })
    const { comment: _, ...silent } = loop
    const looked = await hands.look({ ...silent, fields: {} }, sentAt)
    expect(looked.state).toBe('unclear')
  })
})

const asWire = (deployment: Deployment, words: string): unknown => {
  const { format, source } = textOn(deployment, words)
  return format === 'adf' ? (JSON.parse(source) as unknown) : source
}
