import type { FieldMeta, FieldOption, FieldValue, Named, SiteClient, User } from '@mmd/jira-api/model'
import { type CloudSandbox, type Sandbox, startCloudSandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readKnownField } from './issue-field.ts'
import { kindOf } from './kinds.ts'
import type { SetFieldsOperation } from './operation.ts'
import { sameValue } from './same-value.ts'
import { clientOf, type Deployment, handsOf, newIssue, textOn } from './testing/site.ts'

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

const siteOf = (deployment: Deployment): Sandbox | CloudSandbox => (deployment === 'cloud' ? cloud : dataCenter)

interface Place {
  readonly field: FieldMeta
  readonly deployment: Deployment
  readonly people: readonly User[]
  readonly client: SiteClient
}

const label = ({ id, label: text }: FieldOption) => ({ id, label: text })
const thing = ({ id, label: name }: FieldOption) => ({ id, name })

const need = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('the sandbox has too few')
  return value
}

/** The child of an option, as the wire tells it. */
const childOf = async ({ client, field }: Place, key: string): Promise<FieldValue> => {
  const parent = need(field.allowedValues[0])
  await client.edit(key, { fields: { [field.id]: { id: parent.id, child: { id: '10432' } } } })
  const value = readKnownField(await client.issueWithFields({ key, customFields: [field.id] }), field.id)
  await client.edit(key, { fields: { [field.id]: null } })
  return value
}

const sprintOf = async ({ client }: Place): Promise<FieldValue> => ({
  kind: 'sprints',
  sprints: [need((await client.sprints({ boardId: '4', states: ['active'] }))[0])],
})

/** Fields of apps do not always say what they allow. */
const versionsOf = async ({ client }: Place): Promise<readonly Named[]> =>
  (await client.versions('OPS')).filter(({ archived }) => !archived).map(({ id, name }) => ({ id, name }))

/** Groups are written by their names. */
const groupsOf = async ({ client }: Place): Promise<readonly Named[]> =>
  (await client.findGroups({ text: '' })).map(({ name }) => ({ id: '', name }))

type Make = (place: Place, key: string) => FieldValue | Promise<FieldValue>

const fields: readonly (readonly [project: string, id: string, value: Make])[] = [
  ['PAY', 'summary', () => ({ kind: 'text', text: 'After' })],
  ['PAY', 'description', ({ deployment }) => ({ kind: 'rich-text', text: textOn(deployment, 'Look here') })],
  ['PAY', 'environment', ({ deployment }) => ({ kind: 'rich-text', text: textOn(deployment, 'Linux') })],
  ['PAY', 'priority', ({ field }) => ({ kind: 'named', value: thing(need(field.allowedValues[0])) })],
  ['PAY', 'labels', () => ({ kind: 'words', words: ['one', 'two'] })],
  ['PAY', 'components', ({ field }) => ({ kind: 'named-list', values: field.allowedValues.slice(0, 2).map(thing) })],
  ['PAY', 'fixVersions', ({ field }) => ({ kind: 'named-list', values: field.allowedValues.slice(0, 2).map(thing) })],
  ['PAY', 'versions', ({ field }) => ({ kind: 'named-list', values: field.allowedValues.slice(1, 2).map(thing) })],
  ['PAY', 'duedate', () => ({ kind: 'date', date: '2026-12-24' })],
  ['PAY', 'assignee', ({ people }) => ({ kind: 'user', user: need(people[0]) })],
  ['PAY', 'customfield_10101', sprintOf],
  ['PAY', 'customfield_10107', () => ({ kind: 'number', number: 3.5 })],
  ['PAY', 'customfield_10203', ({ people }) => ({ kind: 'user', user: need(people[1]) })],
  ['PAY', 'customfield_10204', ({ field }) => ({ kind: 'option', option: label(need(field.allowedValues[2])) })],
  ['PAY', 'customfield_10209', childOf],
  [
    'OPS',
    'customfield_10207',
    ({ field }) => ({ kind: 'options', options: field.allowedValues.slice(0, 3).map(label) }),
  ],
  ['OPS', 'customfield_10210', () => ({ kind: 'time', time: '2026-11-22T08:30:00.000Z' })],
  ['OPS', 'customfield_10211', () => ({ kind: 'date', date: '2026-12-24' })],
  ['OPS', 'customfield_10213', () => ({ kind: 'words', words: ['x', 'y'] })],
  ['OPS', 'customfield_10214', ({ people }) => ({ kind: 'users', users: people.slice(0, 2) })],
  ['OPS', 'customfield_10217', async (place) => ({ kind: 'named', value: need((await versionsOf(place))[0]) })],
  [
    'OPS',
    'customfield_10218',
    async (place) => ({ kind: 'named-list', values: (await versionsOf(place)).slice(0, 2) }),
  ],
  ['OPS', 'security', ({ field }) => ({ kind: 'named', value: thing(need(field.allowedValues[0])) })],
  ['OPS', 'reporter', ({ people }) => ({ kind: 'user', user: need(people[1]) })],
  ['OPS', 'customfield_10212', () => ({ kind: 'text', text: 'https://wiki.example/runbook' })],
  ['OPS', 'customfield_10215', async (place) => ({ kind: 'named', value: need((await groupsOf(place))[0]) })],
  ['OPS', 'customfield_10216', async (place) => ({ kind: 'named-list', values: (await groupsOf(place)).slice(0, 2) })],
  ['OPS', 'customfield_10219', async ({ client }) => ({ kind: 'named', value: await client.project('PAY') })],
  [
    'OPS',
    'customfield_10221',
    async ({ client }) => ({ kind: 'issue', key: await newIssue(client, 'OPS'), summary: null }),
  ],
]

describe.each<Deployment>(['datacenter', 'cloud'])('on %s', (deployment) => {
  test.each(fields)('%s %s is set, is found again and is taken back', async (project, id, make) => {
    const client = clientOf(siteOf(deployment), 'mira')
    const key = await newIssue(client, project)
    const field = need((await client.editFields(key)).find((one) => one.id === id))
    const people = await client.assignable({ issueKey: key, text: '' })
    const value = await make({ field, deployment, people, client }, key)
    const { type, items, system, custom } = field
    const schema = { type, items, system, custom }
    const hands = handsOf(client, deployment, await client.myself())
    const given: SetFieldsOperation = { kind: 'set-fields', key, changes: [{ id, name: field.name, schema, value }] }
    const operation = await hands.prepared(given)
    const before = await hands.current(operation)
    expect(await hands.look(operation)).toEqual({ state: 'not-done' })
    expect(kindOf(operation).isDone?.(operation, before)).toBe(false)
    await hands.send(operation)
    const after = await hands.current(operation)
    expect(sameValue(readKnownField(after, id), value)).toBe(true)
    expect(kindOf(operation).conflicts?.(operation, after)).toEqual([])
    expect(await hands.look(operation)).toEqual({ state: 'done', result: {} })
    await hands.takeBack(operation)
    const back = readKnownField(await hands.current(operation), id)
    expect(back).toEqual(readKnownField(before, id))
  })
})
