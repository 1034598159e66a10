import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { isStoreError, StoreError, toStoreError } from './errors.ts'
import { openStore } from './open-store.ts'
import { givenFolder, givenStore, issueOf, keyOf } from './testing.ts'

const identity = 'https://jira.example|mira'

const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

const watch = { operation: { kind: 'watch', key: keyOf('PAY-1'), isWatching: true, user: null } } as const

describe('opening', () => {
  test('makes a folder and a file that nobody else may read', () => {
    const folder = join(givenFolder(), 'sites', 'acme')
    const store = givenStore(folder)
    expect(store.opened).toEqual({ state: 'made', rescued: 0 })
    store.outbox.add({ title: 'x', performedAt: 1, operations: [watch] })
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
  })

  test.each(['a # b ? c', 'ein Ordner mit 100 %', "it's"])('works in a folder called "%s"', (name) => {
    const folder = join(givenFolder(), name)
    givenStore(folder).issues.putRow(issueOf('PAY-1', 1), 1)
    expect(existsSync(join(folder, 'replica.sqlite'))).toBe(true)
    expect(givenStore(folder).issues.count()).toBe(1)
  })

  test('leaves the copy of a newer version as it is', () => {
    const folder = givenFolder()
    givenStore(folder).close()
    const path = join(folder, 'replica.sqlite')
    const newer = new DatabaseSync(path)
    newer.exec('PRAGMA user_version = 999')
    newer.close()
    const before = readFileSync(path)
    expect(
      isStoreError(
        thrownBy(() => openStore({ folder, identity })),
        'newer-version',
      ),
    ).toBe(true)
    expect(
      isStoreError(
        thrownBy(() => openStore({ folder, identity, readOnly: true })),
        'newer-version',
      ),
    ).toBe(true)
    expect(readFileSync(path)).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([])
  })

  test('never shows the copy of somebody else, and keeps what waits in it', () => {
    const folder = givenFolder()
    const mira = givenStore(folder)
    mira.issues.putRow(issueOf('PAY-1', 1), 1)
    mira.outbox.add({ title: 'x', performedAt: 1, operations: [watch] })
    mira.close()
    const other = givenStore(folder, { identity: 'https://jira.example|omar' })
    expect(other.opened).toMatchObject({ state: 'made', rescued: 0 })
    expect([other.issues.count(), other.outbox.open().length]).toEqual([0, 0])
    const kept = new DatabaseSync(other.opened.setAside ?? '')
    expect(kept.prepare('SELECT count(*) AS count FROM operation').get()?.['count']).toBe(1)
    kept.close()
  })

  test('tells who still has it open that it is of somebody else now', () => {
    const folder = givenFolder()
    const mira = givenStore(folder)
    givenStore(folder, { identity: 'https://jira.example|omar' })
    const error = thrownBy(() => mira.outbox.add({ title: 'x', performedAt: 1, operations: [watch] }))
    expect(isStoreError(error, 'other-identity')).toBe(true)
  })

  test('to read makes nothing and changes nothing', () => {
    const folder = join(givenFolder(), 'acme')
    expect(
      isStoreError(
        thrownBy(() => openStore({ folder, identity, readOnly: true })),
        'not-found',
      ),
    ).toBe(true)
    expect(existsSync(folder)).toBe(false)
    const store = givenStore(folder)
    store.issues.putRow(issueOf('PAY-1', 1), 1)
    const reader = givenStore(folder, { readOnly: true })
    expect(reader.issues.row(keyOf('PAY-1'))?.id).toBe('1')
    store.issues.putRow(issueOf('PAY-2', 2), 1)
    expect(reader.issues.count()).toBe(2)
    expect(
      isStoreError(
        thrownBy(() => reader.issues.putRow(issueOf('PAY-3', 3), 1)),
        'read-only',
      ),
    ).toBe(true)
    expect(
      isStoreError(
        thrownBy(() => openStore({ folder, identity: 'x', readOnly: true })),
        'other-identity',
      ),
    ).toBe(true)
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be written is told as such', () => {
    const folder = givenFolder()
    chmodSync(folder, 0o500)
    expect(
      isStoreError(
        thrownBy(() => openStore({ folder, identity })),
        'no-permission',
      ),
    ).toBe(true)
  })

  test('a folder in the place of the file is an error, not a rebuild', () => {
    const folder = givenFolder()
    mkdirSync(join(folder, 'replica.sqlite'))
    expect(thrownBy(() => openStore({ folder, identity }))).toBeInstanceOf(StoreError)
    expect(statSync(join(folder, 'replica.sqlite')).isDirectory()).toBe(true)
  })
})

describe('errors', () => {
  test.each([
    [{ errcode: 13 }, 'disk-full'],
    [{ errcode: 8 }, 'read-only'],
    [{ errcode: 1032 }, 'read-only'],
    [{ errcode: 5 }, 'busy'],
    [{ errcode: 261 }, 'busy'],
    [{ errcode: 778 }, 'io'],
    [{ errcode: 267 }, 'damaged'],
    [{ errcode: 1 }, 'failed'],
    [{ code: 'ENOSPC' }, 'disk-full'],
    [{ code: 'EROFS' }, 'read-only'],
    [{ code: 'EACCES' }, 'no-permission'],
    [{ code: 'EIO' }, 'io'],
    [{}, 'failed'],
  ])('of %j are %s', (fields, code) => {
    expect(toStoreError(Object.assign(new Error('x'), fields)).code).toBe(code)
  })
})

describe('a transaction', () => {
  test('that throws leaves nothing of what it did, whatever was nested in it', () => {
    const store = givenStore()
    const fault = new Error('no')
    expect(
      thrownBy(() =>
        store.transaction(() => {
          store.issues.putRow(issueOf('PAY-1', 1), 1)
          store.transaction(() => store.outbox.add({ title: 'x', performedAt: 1, operations: [watch] }))
          expect([...store.outbox.openKeys()]).toEqual(['PAY-1'])
          throw fault
        }),
      ),
    ).toBe(fault)
    expect([store.issues.count(), store.outbox.open().length, store.outbox.openKeys().size]).toEqual([0, 0, 0])
    expect(store.issues.search('Summary', 5)).toEqual([])
    expect(store.transaction(() => 7)).toBe(7)
  })
})
