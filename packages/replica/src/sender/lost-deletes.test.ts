import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IssueDetail } from '@mmd/jira-api/model'
import { expect, onTestFinished, test } from 'vitest'
import type { Operation } from '../operations/operation.ts'
import { type SenderWorld, senderWorld, wiki } from './testing.ts'

const graces = { broken: 0, timeout: 0, orphan: 0, stumble: 0 }

const attachFile = async ({ other, key }: SenderWorld): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'attach-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'trace.txt'), 'trace')
  await other.uploadAttachments(key, [{ path: join(folder, 'trace.txt') }])
}

/** Makes something, and gives the operation that deletes it. */
const makers: Readonly<Record<string, (world: SenderWorld) => Promise<Operation>>> = {
  comment: async ({ other, key }) => {
    const { id } = await other.addComment(key, { body: wiki('To be deleted') })
    return { kind: 'delete-comment', key, id }
  },
  worklog: async ({ other, key }) => {
    const { id } = await other.addWorklog(key, { seconds: 60, remaining: 'leave' })
    return { kind: 'delete-worklog', key, id, remaining: 'leave' }
  },
  link: async ({ other, key }) => {
    const { issues } = await other.search({ jql: `project = PAY AND key != ${key}`, maxResults: 1 })
    const [type] = await other.linkTypes()
    const target = issues[0]?.key
    if (type === undefined || target === undefined) throw new Error('nothing to link')
    const before = new Set((await other.issue(key)).links.map(({ id }) => id))
    await other.link({ typeId: type.id, from: key, to: target })
    const link = (await other.issue(key)).links.find(({ id }) => !before.has(id))
    if (link === undefined) throw new Error('no link')
    return { kind: 'unlink', key, link }
  },
  attachment: async (world) => {
    await attachFile(world)
    const attachment = (await world.other.issue(world.key)).attachments.at(-1)
    if (attachment === undefined) throw new Error('no attachment')
    return { kind: 'delete-attachment', key: world.key, attachment }
  },
}

const partsOf = ({ comments, worklogs, links, attachments }: IssueDetail): readonly (readonly string[])[] =>
  [comments, worklogs, links, attachments].map((parts) => parts.map(({ id }) => id))

const ways = [
  ['whose answer got lost', 'drop-after', 1],
  ['that did not arrive', 'drop', 2],
] as const

test.each(Object.keys(makers).flatMap((what) => ways.map((way) => [what, ...way] as const)))(
  'the deletion of a %s %s is done once, and the copy shows it',
  async (what, _, kind, requests) => {
    const world = await senderWorld({ graces })
    const { sandbox, other, key, store, put, stored, engine } = world
    const before = partsOf(await other.issue(key))
    const operation = await makers[what]?.(world)
    if (operation === undefined) throw new Error('nothing to delete')
    const made = await other.issue(key)
    expect(partsOf(made)).not.toEqual(before)
    store.issues.putDetail(made, Date.now())
    sandbox.journal.clear()
    sandbox.faults.add({ kind, match: { method: 'DELETE', path: '/rest/api/2' }, times: 1 })
    const { id } = put(operation)
    await engine.wake()
    await engine.idle()
    expect(stored(id).state).toBe('sent')
    expect(partsOf(await other.issue(key))).toEqual(before)
    const copy = store.issues.detail(key)?.value
    expect(copy && partsOf(copy)).toEqual(before)
    expect(sandbox.journal.count(({ method }) => method === 'DELETE')).toBe(requests)
  },
)
