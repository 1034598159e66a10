import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from './connection.ts'
import { openDatabase } from './open-database.ts'
import { givenFolder, givenStore, issueOf, keyOf } from './testing.ts'

const full = 2
const normal = 1

const given = () => {
  const path = join(givenFolder(), 'some.sqlite')
  const db = connect({ path, open: () => openDatabase(path, 'rwc'), replaced: () => undefined })
  db.script('CREATE TABLE t (x)')
  const level = (): number | undefined => db.one<{ synchronous: number }>('PRAGMA synchronous')?.synchronous
  return { db, level }
}

test('what was fetched does not wait for the disk, and everything after it does', () => {
  const { db, level } = given()
  expect(level()).toBe(full)
  expect(db.fetched(level)).toBe(normal)
  expect(db.transaction(level)).toBe(full)
  const failing = (): void => {
    db.run('INSERT INTO t VALUES (1)')
    throw new Error('no')
  }
  expect(() => db.fetched(failing)).toThrow('no')
  expect(level()).toBe(full)
  expect(db.all('SELECT x FROM t')).toEqual([])
  db.close()
})

test('within a transaction that is durable what was fetched is durable too', () => {
  const { db, level } = given()
  expect(db.transaction(() => db.fetched(level))).toBe(full)
  expect(db.fetched(() => db.fetched(level))).toBe(normal)
  expect(level()).toBe(full)
  db.close()
})

test('others see what was fetched at once', () => {
  const folder = givenFolder()
  const [store, other] = [givenStore(folder), givenStore(folder)]
  store.fetched(() => store.issues.putRow(issueOf('PAY-1', 1), 1))
  expect(other.issues.row(keyOf('PAY-1'))?.key).toBe('PAY-1')
})
