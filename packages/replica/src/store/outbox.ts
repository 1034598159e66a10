import { randomUUID } from 'node:crypto'
import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { StoreError } from './errors.ts'
import {
  type ChangeRow,
  columnsOf,
  type OperationPatch,
  type OperationRow,
  toChange,
  toOperation,
} from './operation-row.ts'
import type { OutboxLog } from './outbox-log.ts'
import { prune } from './outbox-prune.ts'
import { renameKey } from './rename-key.ts'
import type { NewChange, OutboxTable, StoredChange, StoredOperation } from './store.ts'

export interface Outbox extends OutboxTable {
  /** An issue has another key: in all that names it. */
  readonly moved: (from: IssueKey, to: IssueKey) => void
}

const isOpen = "state NOT IN ('sent', 'dropped')"

/** What was done here and waits for the site, and what it has taken. */
export const outboxTable = (db: Connection, now: () => number, log: OutboxLog): Outbox => {
  let writes = 0
  let keys: { readonly at: string; readonly keys: ReadonlySet<IssueKey> } | undefined

  const changed = (ids: readonly number[]): void => {
    writes += 1
    if (ids.length > 0) db.afterCommit(() => log.note(ids))
  }

  const operations = (where: string, ...values: readonly (string | number)[]): readonly StoredOperation[] =>
    db.all<OperationRow>(`SELECT * FROM operation WHERE ${where}`, ...values).map(toOperation)

  const get = (id: number): StoredOperation | undefined => operations('id = ?', id)[0]

  const change = (id: number): StoredChange | undefined => {
    const row = db.one<ChangeRow>('SELECT * FROM change WHERE id = ?', id)
    return row === undefined ? undefined : toChange(row)
  }

  const update = (id: number, patch: OperationPatch): void => {
    const columns = Object.entries(columnsOf(patch))
    if (columns.length === 0) return
    const sets = columns.map(([name]) => `${name} = ?`).join(', ')
    db.transaction(() => {
      const done = db.run(`UPDATE operation SET ${sets} WHERE id = ?`, ...columns.map(([, value]) => value), id)
      if (done.changes > 0) changed([id])
    })
  }

  const insertOperation = (
    change: number,
    performedAt: number,
    { operation, mark, undoes, state }: NewChange['operations'][number],
  ): number => {
    const values = [operation.key, operation.kind, JSON.stringify(operation), state ?? 'queued', performedAt]
    const isOver = state === 'sent'
    return db.run(
      `INSERT INTO operation (mark, change, undoes, key, kind, payload, state, performed_at, settled_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      mark ?? randomUUID(),
      change,
      undoes ?? null,
      ...values,
      isOver ? performedAt : null,
    ).id
  }

  const add = ({
    title,
    performedAt,
    undoes,
    press,
    operations: added,
  }: NewChange): readonly [number, readonly number[]] => {
    const insert = 'INSERT INTO change (title, performed_at, undoes, press) VALUES (?, ?, ?, ?)'
    const id = db.run(insert, title, performedAt, undoes ?? null, press ?? null).id
    if (undoes !== undefined) db.run('UPDATE change SET undone_by = ? WHERE id = ?', id, undoes)
    const ids = added.map((one) => insertOperation(id, performedAt, one))
    changed(ids)
    return [id, ids]
  }

  const moved = (from: IssueKey, to: IssueKey): void => db.transaction(() => changed(renameKey(db, from, to)))

  return {
    add: (added) => {
      const [id, ids] = db.transaction(() => add(added))
      const made = change(id)
      if (made === undefined) throw new StoreError('damaged', 'what was written is not there')
      return { change: made, operations: ids.flatMap((one) => get(one) ?? []) }
    },
    get,
    open: () => operations(`${isOpen} ORDER BY id`),
    openOf: (key) => operations(`key = ? AND ${isOpen} ORDER BY id`, key),
    openOfKind: (kind) => operations(`kind = ? AND ${isOpen} ORDER BY id`, kind),
    openKeys: () => {
      const at = `${db.version()}.${writes}`
      if (keys?.at !== at) {
        keys = { at, keys: new Set(db.column<IssueKey>(`SELECT DISTINCT key FROM operation WHERE ${isOpen}`)) }
      }
      return keys.keys
    },
    ofChange: (id) => operations('change = ? ORDER BY id', id),
    changes: (limit) => db.all<ChangeRow>('SELECT * FROM change ORDER BY id DESC LIMIT ?', limit).map(toChange),
    change,
    update,
    settle: (id, result, settledAt) =>
      db.transaction(() => {
        const settledOrder = lastOrder(db) + 1
        update(id, { state: 'sent', result, settledAt, settledOrder, error: null, conflicts: null, notBefore: null })
      }),
    lastOrder: () => lastOrder(db),
    settledAfter: (order, key) => operations('settled_order > ? AND key = ? ORDER BY settled_order', order, key),
    rename: moved,
    prune: (keep) => {
      prune(db, keep, now(), log)
      writes += 1
    },
    moved,
  }
}

const lastOrder = (db: Connection): number =>
  db.one<{ last: number | null }>('SELECT max(settled_order) AS last FROM operation WHERE settled_order IS NOT NULL')
    ?.last ?? 0
