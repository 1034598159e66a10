import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrations } from './schema.ts'
import { givenFolder, givenStore, issueDetailOf, issueOf, keyOf } from './testing.ts'

const [parent, child] = [keyOf('PAY-1'), keyOf('PAY-2')]

const childOf = (summary: string, key = parent) => issueOf('PAY-2', 2, { parent: { key, summary } })

test('the rows of children say what their parent is called by now', () => {
  const { issues } = givenStore()
  issues.putDetail(issueDetailOf('PAY-2', 2, { parent: { key: parent, summary: 'Old' }, commentTotal: 3 }), 5)
  issues.putRow(issueOf('PAY-3', 3, { parent: { key: keyOf('PAY-9'), summary: 'Old' } }), 5)
  issues.putRow(issueOf('PAY-1', 1, { summary: 'New' }), 6)
  expect(issues.row(child)?.parent).toEqual({ key: parent, summary: 'New' })
  expect(issues.detail(child)?.value).toMatchObject({ parent: { key: parent, summary: 'New' }, commentTotal: 3 })
  expect(issues.row(keyOf('PAY-3'))?.parent).toMatchObject({ summary: 'Old' })
  issues.putRow(issueOf('PAY-1', 1, { summary: 'Newer' }), 7)
  expect(issues.row(child)?.parent).toEqual({ key: parent, summary: 'Newer' })
})

test('a parent that moves takes its children along, and so does one that gets its first key', () => {
  const { issues, outbox } = givenStore()
  issues.putRow(issueOf('PAY-1', 1, { summary: 'Parent' }), 5)
  issues.putRow(childOf('Parent'), 5)
  issues.putRow(issueOf('OPS-9', 1, { summary: 'Parent' }), 6)
  expect(issues.row(child)?.parent).toEqual({ key: 'OPS-9', summary: 'Parent' })
  outbox.rename(keyOf('OPS-9'), keyOf('OPS-10'))
  expect(issues.row(child)?.parent).toEqual({ key: 'OPS-10', summary: 'Parent' })
})

test('an answer from before the parent was called so does not call it otherwise again, and a later one does', () => {
  const { issues } = givenStore()
  issues.putRow(childOf('Old'), 4)
  issues.putRow(issueOf('PAY-1', 1, { summary: 'New' }), 6)
  issues.putRow(childOf('Old'), 5)
  expect(issues.row(child)?.parent?.summary).toBe('New')
  issues.putRow(childOf('Newest'), 7)
  expect(issues.row(child)?.parent?.summary).toBe('Newest')
})

test('a change of ours leaves what the row says of its parent, and finds out what another one is called', () => {
  const { issues } = givenStore()
  issues.putRow(issueOf('PAY-1', 1, { summary: 'Old' }), 4)
  issues.putRow(issueOf('PAY-3', 3, { summary: 'Another' }), 4)
  issues.putRow(childOf('New'), 5)
  const put = (issue: ReturnType<typeof issueOf>) =>
    issues.putRows({ issue, detail: undefined, remoteLinks: undefined }, 6)
  put({ ...childOf('New'), labels: ['mine'] })
  expect(issues.row(child)?.parent).toEqual({ key: parent, summary: 'New' })
  put(childOf('', keyOf('PAY-3')))
  expect(issues.row(child)?.parent).toEqual({ key: 'PAY-3', summary: 'Another' })
  issues.putRow(issueOf('PAY-3', 3, { summary: 'Renamed' }), 7)
  expect(issues.row(child)?.parent?.summary).toBe('Renamed')
})

test('two issues that name each other as their parents are no trouble', () => {
  const { issues } = givenStore()
  issues.putRow(issueOf('PAY-1', 1, { parent: { key: child, summary: '' } }), 5)
  issues.putRow(childOf(''), 6)
  expect(issues.row(parent)?.parent?.summary).toBe('Summary of PAY-2')
})

test('a copy of the first version learns who is whose parent', () => {
  const folder = givenFolder()
  const file = new DatabaseSync(join(folder, 'replica.sqlite'))
  file.exec(migrations[0] ?? '')
  file.exec("PRAGMA user_version = 1; INSERT INTO meta (name, value) VALUES ('identity', 'https://jira.example|mira')")
  const put = (id: number, key: string, value: string) => {
    file.prepare("INSERT INTO issue (id, key, line, fetched_at) VALUES (?, ?, '', 1)").run(id, key)
    file.prepare("INSERT INTO issue_part (issue, part, value, fetched_at) VALUES (?, 'row', ?, 1)").run(id, value)
  }
  put(2, 'PAY-2', JSON.stringify(childOf('Old')))
  put(3, 'PAY-3', '{"parent"')
  file.close()
  const { issues } = givenStore(folder)
  issues.putRow(issueOf('PAY-1', 1, { summary: 'New' }), 6)
  expect(issues.row(child)?.parent?.summary).toBe('New')
})
