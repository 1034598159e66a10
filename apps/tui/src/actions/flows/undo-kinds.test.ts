import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FieldInfo, IssueKey } from '@mmd/jira-api'
import { NO_SCHEMA, type StoredText } from '@mmd/jira-api/model'
import type { Operation } from '@mmd/replica'
import { expect, test } from 'vitest'
import { testFolder } from '../../app/testing.ts'
import { deployments, type FormWorld, openFormWorld } from './forms/testing.ts'

type Deployment = (typeof deployments)[number]

const first = <T>([found]: readonly T[]): T => {
  if (found === undefined) throw new Error('nothing was found')
  return found
}

const text = (deployment: Deployment, words: string): StoredText => {
  if (deployment === 'datacenter') return { format: 'wiki', source: words }
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
  return { format: 'adf', source: JSON.stringify({ type: 'doc', version: 1, content }) }
}

/** One operation of each kind, in ways that the rows of a list do not tell what was there before. */
const operationsOn = async (
  { client, read, world }: FormWorld,
  deployment: Deployment,
): Promise<readonly Operation[]> => {
  const jql = 'project = PAY AND issuetype in (Bug, Task, Story) AND resolution is EMPTY AND reporter != currentUser()'
  const { replica } = world.session()
  await replica.openView({ id: 'jql', title: 'JQL', jql })
  const keys = replica.view('jql')?.keys ?? []
  const [key, other] = [keys.at(0), keys.at(1)]
  if (key === undefined || other === undefined) throw new Error('too few issues')
  const me = await client.myself()
  const author = { id: me.id, name: me.name, active: me.active }
  const { versions } = await client.project('PAY')
  const fields: readonly FieldInfo[] = await client.fields()
  const epicField = fields.find(({ schema }) => schema.custom?.endsWith(':gh-epic-link') === true)
  const now = JSON.stringify(await read(key))
  const epics = (await client.search({ jql: 'project = PAY AND issuetype = Epic', maxResults: 10 })).issues
  const epic = first(epics.filter((one) => !now.includes(`"${one.key}"`))).key
  const parent =
    deployment === 'cloud'
      ? { id: 'parent', name: 'Parent', schema: { type: 'issuelink', items: null, system: 'parent', custom: null } }
      : { id: epicField?.id ?? '', name: 'Epic Link', schema: epicField?.schema ?? NO_SCHEMA }
  const sprints = await client.sprints({ boardId: '4', states: ['active', 'future'] })
  const sprint = first(sprints.filter(({ name }) => !now.includes(name)))
  const version = first(versions.filter(({ name }) => !now.includes(`"${name}"`)))
  const path = join(testFolder(), 'trace.txt')
  writeFileSync(path, 'trace')
  const { watchers, votes } = await client.issue(key)
  const people: Operation[] = [
    { kind: 'watch', key, isWatching: !watchers.mine, user: null, base: watchers.mine },
    { kind: 'vote', key, isFor: !votes.mine, base: votes.mine },
  ]
  const own: Operation[] = [
    { kind: 'snooze', key, snooze: { until: null, untilChanged: true } },
    { kind: 'decide', key, decision: { verdict: 'accepted', at: 1, view: world.state().activeView, reason: '' } },
  ]
  return [
    { kind: 'members', key, field: 'fixVersions', add: [{ id: version.id, name: version.name }], remove: [] },
    { kind: 'set-fields', key, changes: [{ ...parent, value: { kind: 'issue', key: epic, summary: '' } }] },
    { kind: 'sprint', key, to: { id: sprint.id, name: sprint.name } },
    { kind: 'rank', key, place: { before: other }, base: { after: other } },
    ...people,
    { kind: 'labels', key, add: ['seen'], remove: [] },
    {
      kind: 'link',
      key,
      type: { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      outward: true,
      other,
    },
    {
      kind: 'put-remote-link',
      key,
      link: { globalId: '', object: { url: 'https://wiki.example/1', title: 'Runbook', summary: '' } },
    },
    {
      kind: 'add-worklog',
      key,
      author,
      seconds: 600,
      started: '2026-11-20T09:00:00.000Z',
      comment: null,
      remaining: 'auto',
    },
    { kind: 'attach', key, author, file: { path, name: 'trace.txt', size: 5, mimeType: 'text/plain' } },
    { kind: 'add-comment', key, author, body: text(deployment, 'Seen'), typed: 'Seen' },
    { kind: 'assign', key, assignee: author },
    ...own,
  ]
}

const perform = async ({ world }: FormWorld, operation: Operation, title: string): Promise<void> => {
  const { replica } = world.session()
  for (const { id } of replica.performAll([operation], title)) {
    const { state, error } = await replica.settled(id)
    expect({ kind: operation.kind, state, error }).toMatchObject({ state: 'sent' })
  }
}

test.each(deployments)('%s: undo takes back the last change, of whichever kind, and none before it', async (where) => {
  const site = await openFormWorld(where, { siteIssues: 400 })
  const { world } = site
  const { replica } = world.session()
  const older = (key: IssueKey): Operation => ({ kind: 'labels', key, add: ['older'], remove: [] })
  for (const operation of await operationsOn(site, where)) {
    await perform(site, older(operation.key), 'older')
    await perform(site, operation, operation.kind)
    world.press('u')
    // What does not come back whole asks first, by the name of the change.
    if (world.state().modals.length > 0) {
      expect(world.modal('message').title).toBe(`Take back: ${operation.kind}`)
      world.press('enter')
    }
    expect(world.toast()).toMatch(new RegExp(`^Taken back: ${operation.kind}(?: |$)`))
    await replica.idle()
    expect(replica.changes(1)).toMatchObject([{ title: `undo ${operation.kind}` }])
    expect(replica.operations()).toEqual([])
  }
})
