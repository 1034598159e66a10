import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CreatedIssue, EditInput } from '@mmd/jira-api'
import type { Place } from '../place.ts'
import { type Calls, keyOf, textFor } from './call.ts'

const input = async ({ client }: Place, summary: string): Promise<EditInput> => {
  const types = await client.creatableTypes('PAY')
  const type = types.find(({ name }) => name === 'Task') ?? types[0]
  return { fields: { project: { key: 'PAY' }, issuetype: { id: type?.id ?? '' }, summary } }
}

const make = async (place: Place, summary: string): Promise<CreatedIssue> =>
  place.client.createIssue(await input(place, summary))

const firstTransition = async (place: Place, key: string): Promise<string> =>
  (await place.client.transitions(key)).find(({ name }) => name !== '')?.id ?? ''

const attach = async ({ client }: Place, key: string): Promise<string> => {
  const bytes = Buffer.from('first line\n')
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  const [upload] = await client.uploadAttachments(key, [{ name: 'note.txt', size: bytes.length, open }])
  const id = upload?.attachment?.id
  if (id === undefined) throw new Error(`The file was not attached: ${upload?.error?.message ?? ''}`)
  return id
}

/** Reading, making and changing issues, and their files. */
export const issueCalls: Calls<
  | 'issue'
  | 'issueWithFields'
  | 'history'
  | 'createIssue'
  | 'createIssues'
  | 'edit'
  | 'deleteIssue'
  | 'assign'
  | 'assignable'
  | 'transitions'
  | 'transition'
  | 'moveSubtask'
  | 'archive'
  | 'restore'
  | 'changeMany'
  | 'attachmentRules'
  | 'uploadAttachments'
  | 'downloadAttachment'
  | 'deleteAttachment'
  | 'development'
  | 'developmentDetail'
> = {
  issue: (place) => place.client.issue(keyOf(place)),
  issueWithFields: (place) => place.client.issueWithFields({ key: keyOf(place), customFields: 'all' }),
  history: (place) => place.client.history(keyOf(place)),
  createIssue: (place) => make(place, 'Made by one request'),
  createIssues: async (place) => place.client.createIssues([await input(place, 'First'), await input(place, '')]),
  edit: (place) =>
    place.client.edit(keyOf(place), { fields: { summary: 'Changed' }, update: { labels: [{ add: 'openapi' }] } }),
  deleteIssue: async (place) => {
    const { key } = await make(place, 'Short lived')
    return place.client.deleteIssue({ key, withSubtasks: true })
  },
  assign: async (place) => {
    await place.client.assign(keyOf(place), place.idOf('mira'))
    return place.client.assign(keyOf(place), null)
  },
  assignable: (place) => place.client.assignable({ issueKey: keyOf(place), text: 'mi' }),
  transitions: (place) => place.client.transitions(keyOf(place)),
  transition: async (place) => {
    const { key } = await make(place, 'Moved on')
    await place.client.transition(key, { id: await firstTransition(place, key) })
    const talking = (await place.client.transitions(key)).find(({ fields }) =>
      fields.some(({ id }) => id === 'comment'),
    )
    if (talking === undefined) throw new Error('No transition takes a comment')
    const person = place.deployment === 'cloud' ? { accountId: place.idOf('mira') } : { name: 'mira' }
    const values: Readonly<Record<string, unknown>> = { Reviewer: person, Resolution: { id: '1' } }
    const fields = Object.fromEntries(
      talking.fields.flatMap(({ id, name }) => (values[name] === undefined ? [] : [[id, values[name]]])),
    )
    return place.client.transition(key, { id: talking.id, fields, comment: { body: textFor(place, 'Done') } })
  },
  moveSubtask: async (place) => {
    const parents = place.world.issues.map(({ parentId }) => parentId)
    const parent = place.world.issues.find(({ id }) => parents.filter((one) => one === id).length > 1)
    return place.client.moveSubtask(parent?.key ?? keyOf(place), { from: 0, to: 1 })
  },
  archive: async (place) => place.client.archive((await make(place, 'Put away')).key),
  restore: async (place) => {
    const { key } = await make(place, 'Put away and taken out')
    await place.client.archive(key)
    return place.client.restore(key)
  },
  changeMany: async (place) => {
    const keys = [(await make(place, 'One of many')).key, (await make(place, 'Another of many')).key]
    const id = await firstTransition(place, keys[0] ?? '')
    await place.client.changeMany(keys, { kind: 'labels', add: ['many'], remove: [] })
    await place.client.changeMany(keys, { kind: 'priority', id: '3' })
    await place.client.changeMany(keys, { kind: 'assignee', userId: place.idOf('mira') })
    return place.client.changeMany(keys, { kind: 'transition', id })
  },
  attachmentRules: ({ client }) => client.attachmentRules(),
  uploadAttachments: (place) => attach(place, keyOf(place)),
  downloadAttachment: async (place) => {
    const folder = await mkdtemp(join(tmpdir(), 'mmd-openapi-'))
    try {
      return await place.client.downloadAttachment(await attach(place, keyOf(place)), { folder })
    } finally {
      await rm(folder, { recursive: true })
    }
  },
  deleteAttachment: async (place) => place.client.deleteAttachment(await attach(place, keyOf(place))),
  development: ({ client, world }) => client.development(String(world.issues[0]?.id ?? '')),
  developmentDetail: async ({ client, world }) => {
    const done = world.issues.filter(({ resolved, projectKey }) => resolved !== null && projectKey === 'PAY')
    for (const { id } of done.slice(0, 20)) {
      const issueId = String(id)
      const source = (await client.development(issueId))?.sources.pullrequest?.[0]
      if (source !== undefined) return client.developmentDetail({ issueId, type: 'pullrequest', source })
    }
    throw new Error('No issue has a pull request')
  },
}
