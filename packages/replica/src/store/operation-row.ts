import type { SiteErrorData } from '../failure.ts'
import type { Operation } from '../operations/operation.ts'
import type { FieldConflict, OperationResult } from '../operations/operation-kind.ts'
import { fromJson, fromJsonOrNull, toJsonOrNull } from './json.ts'
import type { OperationState, StoredChange, StoredOperation } from './store.ts'

/** A row of the table, as SQLite gives it. */
export interface OperationRow {
  readonly id: number
  readonly mark: string
  readonly change: number
  readonly undoes: number | null
  readonly key: string
  readonly kind: string
  readonly payload: string
  readonly state: OperationState
  readonly performed_at: number
  readonly first_sent_at: number | null
  readonly attempts: number
  readonly not_before: number | null
  readonly error: string | null
  readonly conflicts: string | null
  readonly result: string | null
  readonly settled_at: number | null
  readonly settled_order: number | null
}

export const toOperation = (row: OperationRow): StoredOperation => ({
  id: row.id,
  mark: row.mark,
  change: row.change,
  undoes: row.undoes,
  operation: fromJson<Operation>(row.payload),
  state: row.state,
  performedAt: row.performed_at,
  firstSentAt: row.first_sent_at,
  attempts: row.attempts,
  notBefore: row.not_before,
  error: fromJsonOrNull<SiteErrorData>(row.error),
  conflicts: fromJsonOrNull<readonly FieldConflict[]>(row.conflicts),
  result: fromJsonOrNull<OperationResult>(row.result),
  settledAt: row.settled_at,
  settledOrder: row.settled_order,
})

export interface ChangeRow {
  readonly id: number
  readonly title: string
  readonly performed_at: number
  readonly undoes: number | null
  readonly undone_by: number | null
  /** Absent in what an older version wrote. */
  readonly press?: string | null
}

export const toChange = (row: ChangeRow): StoredChange => ({
  id: row.id,
  title: row.title,
  performedAt: row.performed_at,
  undoes: row.undoes,
  undoneBy: row.undone_by,
  press: row.press ?? null,
})

/** What may be changed of an operation that is there. */
export type OperationPatch = Partial<Omit<StoredOperation, 'id' | 'mark' | 'change'>>

/** Columns and their values. */
export type Columns = Readonly<Record<string, string | number | null>>

const plain = {
  undoes: 'undoes',
  state: 'state',
  performedAt: 'performed_at',
  firstSentAt: 'first_sent_at',
  attempts: 'attempts',
  notBefore: 'not_before',
  settledAt: 'settled_at',
  settledOrder: 'settled_order',
} as const satisfies Partial<Record<keyof OperationPatch, keyof OperationRow>>

const json = ['error', 'conflicts', 'result'] as const

const isNameOfPlain = (name: string): name is keyof typeof plain => Object.hasOwn(plain, name)

/** The columns that a patch sets, in the table's words; members that are undefined are not in it. */
export const columnsOf = (patch: OperationPatch): Columns => {
  const columns: Record<string, string | number | null> = {}
  for (const name of Object.keys(plain)) {
    const value = isNameOfPlain(name) ? patch[name] : undefined
    if (isNameOfPlain(name) && value !== undefined) columns[plain[name]] = value
  }
  for (const name of json) if (patch[name] !== undefined) columns[name] = toJsonOrNull(patch[name])
  const { operation } = patch
  if (operation === undefined) return columns
  return { ...columns, key: operation.key, kind: operation.kind, payload: JSON.stringify(operation) }
}
