/* oxlint-disable typescript/no-unnecessary-type-parameters -- what a statement gives is known where it is asked for */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { toStoreError } from './errors.ts'
import { fileAt } from './files.ts'

type Values = readonly SQLInputValue[]

/** A connection with prepared statements, made when they are first asked for. Everything throws `StoreError`. */
export interface Connection {
  /** The first row, in the shape that the statement's columns have. */
  one<T>(sql: string, ...values: Values): T | undefined
  all<T>(sql: string, ...values: Values): readonly T[]
  /** The first column of each row. */
  column<T>(sql: string, ...values: Values): readonly T[]
  /** How many rows were changed, and the id of the one that was inserted. */
  run(sql: string, ...values: Values): { readonly changes: number; readonly id: number }
  /** Any number of statements, without values. */
  script(sql: string): void
  readonly transaction: <T>(work: () => T) => T
  /** A transaction that is on the disk no later than the next one of the other sort; until then the machine may forget it, never a part. */
  readonly fetched: <T>(work: () => T) => T
  readonly version: () => number
  /** Runs after the outermost commit, in the order of calling; not at all when it is rolled back. */
  afterCommit(work: () => void): void
  readonly close: () => void
}

/** How a connection comes to its file. */
export interface ConnectionSource {
  readonly path: string
  readonly open: () => DatabaseSync
  /** Another process has put another file in the place of the one that was open, and it is open now. */
  readonly replaced: (db: Connection) => void
}

/** Milliseconds between two looks at the file, where nothing is written. */
const lookEvery = 1000

/** Milliseconds of a clock that only goes forward; `performance` would load a part of Node first. */
const clock = (): number => process.uptime() * 1000

/** Opens the file, and opens it again when another process has replaced it. */
export const connect = ({ path, open, replaced }: ConnectionSource): Connection => {
  const statements = new Map<string, StatementSync>()
  let [db, file, lookedAt] = [open(), fileAt(path), clock()]
  let commits = 0
  let seen = -1
  let isInTransaction = false
  let afterwards: (() => void)[] = []

  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw toStoreError(error)
    }
  }

  const statement = (sql: string, isColumn = false): StatementSync => {
    const name = isColumn ? `${sql};` : sql
    const known = statements.get(name)
    if (known !== undefined) return known
    const made = db.prepare(sql)
    made.setReturnArrays(isColumn)
    statements.set(name, made)
    return made
  }

  /** A damaged file is set aside by whoever finds it: what is written into it would be lost. */
  const followFile = (): boolean => {
    lookedAt = clock()
    const now = fileAt(path)
    if (now === file || now === '') return false
    statements.clear()
    db.close()
    db = open()
    file = now
    seen = -1
    commits += 1
    replaced(connection)
    return true
  }

  const rollBack = (): void => {
    isInTransaction = false
    // What was read within is no more.
    commits += 1
    afterwards = []
    // SQLite itself rolls back after some errors, a full disk among them.
    if (db.isTransaction) db.exec('ROLLBACK')
  }

  const begin = (): void => {
    guarded(followFile)
    guarded(() => statement('BEGIN IMMEDIATE').run())
    isInTransaction = true
  }

  const finish = (): void => {
    isInTransaction = false
    commits += 1
    const todo = afterwards
    afterwards = []
    for (const next of todo) next()
    if (todo.length > 0) guarded(followFile)
  }

  const transaction = <T>(work: () => T): T => {
    if (isInTransaction) return work()
    begin()
    let result: T
    try {
      result = work()
      guarded(() => statement('COMMIT').run())
    } catch (error) {
      guarded(rollBack)
      throw error
    }
    finish()
    return result
  }

  /** With the write-ahead log a failing machine loses the newest of these, and whatever was synchronised is synchronised with all before it. */
  const fetched = <T>(work: () => T): T => {
    if (isInTransaction) return work()
    guarded(followFile)
    guarded(() => db.exec('PRAGMA synchronous = NORMAL'))
    try {
      return transaction(work)
    } finally {
      guarded(() => db.exec('PRAGMA synchronous = FULL'))
    }
  }

  const connection: Connection = {
    one: <T>(sql: string, ...values: Values) => guarded(() => statement(sql).get(...values) as T | undefined),
    all: <T>(sql: string, ...values: Values) => guarded(() => statement(sql).all(...values) as unknown as readonly T[]),
    column: <T>(sql: string, ...values: Values) => {
      const rows = guarded(() => statement(sql, true).all(...values) as unknown as readonly (readonly [T])[])
      return rows.map(([value]) => value)
    },
    run: (sql, ...values) =>
      transaction(() =>
        guarded(() => {
          const { changes, lastInsertRowid } = statement(sql).run(...values)
          return { changes: Number(changes), id: Number(lastInsertRowid) }
        }),
      ),
    script: (sql) => guarded(() => db.exec(sql)),
    transaction,
    fetched,
    version: () => {
      if (!isInTransaction && clock() - lookedAt > lookEvery) guarded(followFile)
      const now = connection.one<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0
      if (seen !== now) {
        if (seen !== -1) commits += 1
        seen = now
      }
      return commits
    },
    afterCommit: (work) => {
      if (isInTransaction) afterwards.push(work)
      else work()
    },
    close: () => {
      statements.clear()
      if (db.isOpen) guarded(() => db.close())
    },
  }
  return connection
}
