/* oxlint-disable typescript/no-unnecessary-type-parameters -- what a statement or a stored text holds is known where it is asked for */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { toStoreError } from './errors.ts'

/** A connection with prepared statements, made when they are first asked for. Everything throws `StoreError`. */
export interface Connection {
  /** The first row, in the shape that the statement's columns have. */
  one<T>(sql: string, ...values: readonly SQLInputValue[]): T | undefined
  all<T>(sql: string, ...values: readonly SQLInputValue[]): readonly T[]
  /** How many rows were changed, and the id of the one that was inserted. */
  run(sql: string, ...values: readonly SQLInputValue[]): { readonly changes: number; readonly id: number }
  /** Any number of statements, without values. */
  script(sql: string): void
  readonly transaction: <T>(work: () => T) => T
  readonly isInTransaction: boolean
  readonly version: () => number
  /** Runs after the outermost commit, in the order of calling; not at all when it is rolled back. */
  afterCommit(work: () => void): void
  readonly close: () => void
}

/** Wraps a database that is open. */
export const connect = (db: DatabaseSync): Connection => {
  const statements = new Map<string, StatementSync>()
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

  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const made = db.prepare(sql)
    statements.set(sql, made)
    return made
  }

  const run = (sql: string, ...values: readonly SQLInputValue[]): { changes: number; id: number } =>
    guarded(() => {
      const { changes, lastInsertRowid } = statement(sql).run(...values)
      if (!isInTransaction) commits += 1
      return { changes: Number(changes), id: Number(lastInsertRowid) }
    })

  const one = <T>(sql: string, ...values: readonly SQLInputValue[]): T | undefined =>
    guarded(() => statement(sql).get(...values) as T | undefined)

  const rollBack = (): void => {
    isInTransaction = false
    afterwards = []
    // SQLite itself rolls back after some errors, a full disk among them.
    if (db.isTransaction) db.exec('ROLLBACK')
  }

  return {
    one,
    all: <T>(sql: string, ...values: readonly SQLInputValue[]) =>
      guarded(() => statement(sql).all(...values) as unknown as readonly T[]),
    run,
    script: (sql) => guarded(() => db.exec(sql)),
    transaction: (work) => {
      if (isInTransaction) return work()
      guarded(() => statement('BEGIN IMMEDIATE').run())
      isInTransaction = true
      let result: ReturnType<typeof work>
      try {
        result = work()
        guarded(() => statement('COMMIT').run())
      } catch (error) {
        guarded(rollBack)
        throw error
      }
      isInTransaction = false
      commits += 1
      const todo = afterwards
      afterwards = []
      for (const next of todo) next()
      return result
    },
    get isInTransaction() {
      return isInTransaction
    },
    version: () => {
      const now = one<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0
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
}
