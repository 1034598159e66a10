import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { Operation } from '../operations/operation.ts'
import { isStoreError } from './errors.ts'
import { fileAt } from './files.ts'
import { openStore } from './open-store.ts'
import { givenFolder, givenStore, issueOf, keyOf } from './testing.ts'

const identity = 'https://jira.example|mira'

const comment = (key: string, words: string): Operation => ({
  kind: 'add-comment',
  key: keyOf(key),
  body: { format: 'wiki', source: words },
  typed: words,
  author: { id: 'mira', name: 'Mira', active: true },
})

/** A folder whose store has been closed: rows, one operation that was sent, one that is being sent, and `open` others. */
const givenUsed = (open = 20): string => {
  const folder = givenFolder()
  const store = openStore({ folder, identity })
  store.transaction(() => {
    for (let id = 1; id <= 20; id += 1)
      store.issues.putRow(
        issueOf(`PAY-${id}`, id, { description: { format: 'wiki', source: 'words '.repeat(200) } }),
        1,
      )
  })
  store.drafts.put('comment:PAY-1', 'half a sentence', 1)
  const add = (key: string, words: string): number | undefined =>
    store.outbox.add({ title: words, performedAt: 1, operations: [{ operation: comment(key, words) }] }).operations[0]
      ?.id
  store.transaction(() => {
    store.outbox.settle(add('PAY-1', 'sent') ?? 0, {}, 2)
    store.outbox.update(add('PAY-1', 'being sent') ?? 0, { state: 'sending', firstSentAt: 3, attempts: 1 })
    for (let at = 0; at < open; at += 1) add('PAY-2', `open ${at}`)
  })
  store.close()
  return folder
}

const pathIn = (folder: string): string => join(folder, 'replica.sqlite')

const overwrite = (path: string, from: number, bytes: Buffer): void => {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, from)
  closeSync(file)
}

const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, at) => (at * 7919 + 13) % 251))

const expected = ['unknown being sent', ...Array.from({ length: 20 }, (_, at) => `queued open ${at}`)]

const openIn = (store: ReturnType<typeof openStore>): readonly string[] =>
  store.outbox
    .open()
    .map(({ state, operation }) => `${state} ${operation.kind === 'add-comment' ? operation.typed : operation.kind}`)

describe('what waits in the outbox survives', () => {
  test.each<[string, (path: string) => void]>([
    ['a file that is cut to nothing', (path) => truncateSync(path, 0)],
    ['a file that is gone', (path) => rmSync(path)],
    ['a file that is cut to its first page', (path) => truncateSync(path, 8192)],
    ['a file that is cut in the middle of a page', (path) => truncateSync(path, 60_000)],
    ['a header of noise', (path) => overwrite(path, 0, noise(100))],
    ['a first page of noise', (path) => overwrite(path, 0, noise(8192))],
    ['noise in all pages but the first', (path) => overwrite(path, 8192, noise(statSync(path).size - 8192))],
    ['noise from beginning to end', (path) => overwrite(path, 0, noise(statSync(path).size))],
    ['a text in its place', (path) => writeFileSync(path, 'this is no database')],
  ])('%s', (_, damage) => {
    const folder = givenUsed()
    damage(pathIn(folder))
    const store = givenStore(folder)
    expect(store.opened.state).toBe('rebuilt')
    expect(openIn(store)).toEqual(expected)
    expect(store.opened.rescued).toBeGreaterThanOrEqual(expected.length)
    expect(store.issues.count()).toBe(0)
    store.issues.putRow(issueOf('PAY-1', 1), 1)
    store.close()
    const again = givenStore(folder)
    expect(again.opened).toEqual({ state: 'ready', rescued: 0 })
    expect(openIn(again)).toEqual(expected)
  })

  test('noise in any one page', () => {
    const whole = givenUsed()
    const size = statSync(pathIn(whole)).size
    for (let page = 0; page * 8192 < size; page += 1) {
      const folder = givenFolder()
      cpSync(whole, folder, { recursive: true })
      overwrite(pathIn(folder), page * 8192, noise(8192))
      const store = openStore({ folder, identity })
      expect([page, openIn(store)]).toEqual([page, expected])
      store.close()
      rmSync(folder, { recursive: true })
    }
  })

  test('a log that is lost too, as far as the pages can be read', () => {
    const folder = givenUsed()
    rmSync(join(folder, 'outbox.log'))
    const path = pathIn(folder)
    const damaged = new DatabaseSync(path)
    const root = damaged.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'issue_part'").get()?.['rootpage']
    damaged.close()
    overwrite(path, (Number(root) - 1) * 8192, noise(8192))
    const store = givenStore(folder)
    expect(store.opened).toMatchObject({ state: 'rebuilt', rescued: expected.length + 1 })
    expect(openIn(store)).toEqual(expected)
    expect(store.outbox.lastOrder()).toBe(1)
    expect(store.outbox.changes(50)).toHaveLength(expected.length + 1)
    expect(store.drafts.list()).toEqual({ 'comment:PAY-1': 'half a sentence' })
  })
})

test('what was written last survives the loss of the write-ahead log', () => {
  const folder = givenUsed(0)
  const path = pathIn(folder)
  const store = openStore({ folder, identity })
  const before = readFileSync(path)
  const { operations } = store.outbox.add({
    title: 'late',
    performedAt: 1,
    operations: [{ operation: comment('PAY-2', 'late') }, { operation: comment('PAY-2', 'late and sent') }],
  })
  store.outbox.settle(operations[1]?.id ?? 0, { linkId: '1' }, 5)
  store.outbox.settle(store.outbox.open()[0]?.id ?? 0, { linkId: '2' }, 5)
  store.close()
  writeFileSync(path, before)
  const again = givenStore(folder)
  expect(again.opened).toEqual({ state: 'ready', rescued: 2 })
  expect(openIn(again)).toEqual(['queued late'])
  expect(again.outbox.get(2)).toMatchObject({ state: 'sent', result: { linkId: '2' }, settledOrder: 2 })
})

test('an operation that was claimed is not taken for one that was never sent, when the write-ahead log is lost', () => {
  const folder = givenUsed(1)
  const path = pathIn(folder)
  const store = openStore({ folder, identity })
  const before = readFileSync(path)
  const last = store.outbox.open().at(-1)
  store.outbox.update(last?.id ?? 0, { state: 'sending', firstSentAt: 9, attempts: 1 })
  store.close()
  writeFileSync(path, before)
  expect(givenStore(folder).outbox.get(last?.id ?? 0)).toMatchObject({ state: 'unknown', firstSentAt: 9 })
})

test('damage that shows while the store is used is an error, and the next opening rebuilds', () => {
  const folder = givenUsed()
  const store = openStore({ folder, identity })
  store.transaction(() => {
    for (let id = 1; id <= 2000; id += 1)
      store.issues.putRow(
        issueOf(`BIG-${id}`, 1000 + id, { description: { format: 'wiki', source: 'words '.repeat(200) } }),
        1,
      )
  })
  store.close()
  const path = pathIn(folder)
  overwrite(path, 8192 * 100, noise(statSync(path).size - 8192 * 100))
  const other = givenFolder()
  cpSync(folder, other, { recursive: true })
  expect(givenStore(other, { check: true }).opened.state).toBe('rebuilt')
  const damaged = givenStore(folder)
  expect(damaged.opened.state).toBe('ready')
  let thrown: unknown
  try {
    for (let id = 1; id <= 2000; id += 1) damaged.issues.row(keyOf(`BIG-${id}`))
  } catch (error) {
    thrown = error
  }
  expect(isStoreError(thrown, 'damaged')).toBe(true)
  const rebuilt = givenStore(folder)
  expect(rebuilt.opened.state).toBe('rebuilt')
  expect(openIn(rebuilt)).toEqual(expected)
  damaged.outbox.add({ title: 'x', performedAt: 1, operations: [{ operation: comment('PAY-3', 'by the other') }] })
  expect(openIn(rebuilt)).toEqual([...expected, 'queued by the other'])
})

test('what is being written while another process puts a new file in the place of the damaged one is in the new one', () => {
  const folder = givenUsed(1)
  const store = givenStore(folder)
  const path = pathIn(folder)
  const rebuilt = store.transaction(() => {
    store.outbox.add({ title: 'x', performedAt: 1, operations: [{ operation: comment('PAY-3', 'meanwhile') }] })
    writeFileSync(join(folder, 'replica.damaged'), fileAt(path))
    return givenStore(folder)
  })
  expect(rebuilt.opened.state).toBe('rebuilt')
  expect(openIn(rebuilt)).toEqual(['unknown being sent', 'queued open 0', 'queued meanwhile'])
  expect(openIn(store)).toEqual(openIn(rebuilt))
})

test('a large file is looked through by who has time for it, once a day', () => {
  const folder = givenFolder()
  const day = 86_400_000
  const first = openStore({ folder, identity, check: true, now: () => day })
  first.transaction(() => {
    for (let at = 0; at < 30; at += 1) first.catalogues.put(`${at}`, 'words '.repeat(20_000), 1)
  })
  first.close()
  const again = openStore({ folder, identity, check: true, now: () => day })
  again.close()
  overwrite(pathIn(folder), 100 * 8192, noise(100 * 8192))
  const path = pathIn(folder)
  const root = new DatabaseSync(path)
  const page = Number(root.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'view'").get()?.['rootpage'])
  root.close()
  overwrite(path, (page - 1) * 8192, noise(8192))
  const sooner = openStore({ folder, identity, check: true, now: () => 2 * day - 1 })
  expect(sooner.opened.state).toBe('ready')
  sooner.close()
  expect(givenStore(folder, { check: true, now: () => 2 * day }).opened.state).toBe('rebuilt')
})

test('a damaged file is kept beside the new one, the newest two of them', () => {
  const folder = givenUsed(1)
  for (let time = 1; time <= 3; time += 1) {
    writeFileSync(pathIn(folder), 'noise')
    const store = openStore({ folder, identity, now: () => time * 1000 })
    expect(store.opened.setAside).toBe(join(folder, `replica.damaged-1970-01-01T00-00-0${time}-000Z.sqlite`))
    store.close()
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('replica.damaged'))).toEqual([
    'replica.damaged-1970-01-01T00-00-02-000Z.sqlite',
    'replica.damaged-1970-01-01T00-00-03-000Z.sqlite',
  ])
})

test('a file of any bytes is no reason not to start', () => {
  for (let length = 1; length < 3000; length += 111) {
    const folder = givenFolder()
    writeFileSync(pathIn(folder), noise(length))
    const store = openStore({ folder, identity })
    expect(store.opened.rescued).toBe(0)
    store.close()
  }
})
