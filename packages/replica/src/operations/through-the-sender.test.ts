// A change of each kind goes through outbox and sender while the answer to it gets lost.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IssueDetail } from '@mmd/jira-api/model'
import { expect, onTestFinished, test } from 'vitest'
import { me, senderWorld, wiki } from '../sender/testing.ts'
import { localKey } from './local-key.ts'
import type { Operation } from './operation.ts'
import { isSiteId } from './pending-id.ts'

const aFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'attach-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'trace.txt')
  writeFileSync(path, 'trace')
  return path
}

const counts = ({ comments, worklogs, links, attachments }: IssueDetail): readonly number[] => [
  comments.length,
  worklogs.length,
  links.length,
  attachments.length,
]

test('each is done once although no answer comes, and the copy has what the site has', async () => {
  const { sandbox, store, engine, other, key, put, stored } = await senderWorld()
  const { id, name, types } = await other.project('PAY')
  const type = types.find((one) => one.name === 'Task')
  const [blocks] = await other.linkTypes()
  if (type === undefined || blocks === undefined) throw new Error('nothing to make')
  const fields = { project: { id }, issuetype: { id: type.id }, summary: 'Made once' }
  const target = (await other.createIssue({ fields: { ...fields, summary: 'To be linked' } })).key
  const before = await other.issue(key)
  const file = { path: aFile(), name: 'trace.txt', size: 5, mimeType: 'text/plain' }
  const started = '2026-11-20T09:00:00.017Z'
  const object = { url: 'https://wiki.example/1', title: 'Runbook' }
  const shown = { project: { id, key: 'PAY', name }, type, summary: 'Made once' }
  const operations: readonly Operation[] = [
    { kind: 'add-comment', key, author: me, body: wiki('Seen'), typed: 'Seen' },
    { kind: 'add-worklog', key, author: me, seconds: 600, started, comment: null, remaining: 'leave' },
    { kind: 'link', key, type: blocks, outward: true, other: target },
    { kind: 'put-remote-link', key, link: { globalId: '', object } },
    { kind: 'attach', key, author: me, file },
    { kind: 'create', key: localKey('PAY', 1), fields, shown },
  ]
  for (const path of [/comment$/, /worklog$/, /issueLink$/, /remotelink$/, /attachments$/, /\/issue$/]) {
    sandbox.faults.add({ kind: 'drop-after', match: { method: 'POST', path }, times: 1 })
  }
  const ids = operations.map((operation) => put(operation).id)
  await engine.wake()
  await engine.idle()
  expect(ids.map((one) => stored(one).state)).toEqual(operations.map(() => 'sent'))
  const after = await other.issue(key)
  expect(counts(after)).toEqual(counts(before).map((count) => count + 1))
  expect((await other.remoteLinks(key)).filter(({ title }) => title === 'Runbook')).toHaveLength(1)
  const made = await other.search({ jql: 'project = PAY AND created >= -10m' })
  expect(made.issues.filter(({ summary }) => summary === 'Made once')).toHaveLength(1)
  const copy = store.issues.detail(key)?.value
  expect(copy && counts(copy)).toEqual(counts(after))
  expect(copy?.links.every((link) => isSiteId(link.id))).toBe(true)
})
