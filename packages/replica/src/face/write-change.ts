import { randomUUID } from 'node:crypto'
import type { IssueKey, User } from '@mmd/jira-api/model'
import { supersede } from '../history/supersede.ts'
import { kindOf } from '../operations/kinds.ts'
import type { CreateOperation, DecideOperation, Operation } from '../operations/operation.ts'
import type { Rows } from '../operations/operation-kind.ts'
import { pendingId } from '../operations/pending-id.ts'
import { provisionalIssue } from '../operations/provisional-issue.ts'
import { uniqueStarted } from '../operations/unique-started.ts'
import { shownRows } from '../rows/shown.ts'
import type { NewChange, Store, StoredOperation } from '../store/store.ts'
import { forgetFile, keepFile } from './keep-file.ts'
import { withLocalKeys } from './local-keys.ts'

/** A change to be written. */
export interface ChangeInput {
  readonly title: string
  /** The change that this one takes back. */
  readonly undoes?: number
  /** What it has in common with changes of other sites. */
  readonly press?: string
  readonly operations: readonly { readonly operation: Operation; readonly undoes?: number }[]
}

export interface Writing {
  readonly store: Store
  readonly me: User
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Writes a change with its operations into the outbox: durable when it returns. Each operation remembers what it found, as
 * the rows show it after those before it.
 */
export const writeChange = (writing: Writing, input: ChangeInput): readonly StoredOperation[] => {
  const { store } = writing
  const marked = input.operations.map((one) => ({ ...one, mark: randomUUID() }))
  try {
    const kept = marked.map(({ operation, ...rest }) => ({
      ...rest,
      operation: operation.kind === 'attach' ? keepFile(store.folder, rest.mark, operation) : operation,
    }))
    return store.transaction(() => putChange(writing, { ...input, operations: kept }))
  } catch (error) {
    for (const { mark, operation } of marked) if (operation.kind === 'attach') forgetFile(store.folder, mark)
    throw error
  }
}

interface Marked {
  readonly operation: Operation
  readonly mark?: string
  readonly undoes?: number
}

/** The same inside of a transaction, for operations whose files are kept already. */
export const putChange = (
  { store, me, now }: Writing,
  { operations, ...change }: ChangeInput & { readonly operations: readonly Marked[] },
): readonly StoredOperation[] => {
  const performedAt = now()
  const rows = new Map<IssueKey, Rows | undefined>()
  const written: NewChange['operations'][number][] = []
  for (const { operation: given, mark = randomUUID(), undoes } of withLocalKeys(store, operations)) {
    const operation = withAuthor(given, me)
    supersede(store, operation, performedAt)
    const { key } = operation
    if (operation.kind === 'create')
      store.issues.putRow(provisionalIssue(withReporter(operation, me), pendingId(mark)), performedAt)
    const before = rows.has(key) ? rows.get(key) : shownRows(store, key)
    const prepared = prepare(store, operation, before)
    const performed = { mark, at: new Date(performedAt).toISOString(), result: null }
    rows.set(key, before && kindOf(prepared).apply(before, prepared, performed))
    if (prepared.kind === 'snooze') store.marks.putSnooze(key, prepared.snooze)
    if (prepared.kind === 'decide') store.marks.putDecision(key, prepared.decision)
    const state = kindOf(prepared).send === undefined ? 'sent' : 'queued'
    written.push({ operation: prepared, mark, state, ...(undoes === undefined ? {} : { undoes }) })
  }
  const added = store.outbox.add({ ...change, performedAt, operations: written })
  // Who acts on an issue has seen it, and what comes of it is no news.
  store.marks.markRead([...rows.keys()])
  return added.operations
}

/** The comment of a step is by whoever takes it. */
const withAuthor = (operation: Operation, me: User): Operation =>
  operation.kind === 'transition' && operation.comment !== undefined ? { author: me, ...operation } : operation

/** Snoozes and decisions are not on the rows. */
const prepare = (store: Store, operation: Operation, before: Rows | undefined): Operation => {
  if (operation.kind === 'snooze') return { ...operation, base: store.marks.snooze(operation.key) ?? null }
  const own = operation.kind === 'decide' ? withDecided(store, operation) : operation
  if (before !== undefined) return kindOf(own).prepare(own, before)
  // Work bears its mark from the beginning, also on an issue that the copy does not know.
  return own.kind === 'add-worklog' ? { ...own, started: uniqueStarted(own.started, new Set()) } : own
}

const withDecided = (store: Store, operation: DecideOperation): DecideOperation => ({
  ...operation,
  base: store.marks.decision(operation.key) ?? null,
})

/** The site makes whoever creates an issue its reporter. */
const withReporter = (operation: CreateOperation, me: User): CreateOperation =>
  operation.shown.reporter === undefined ? { ...operation, shown: { ...operation.shown, reporter: me } } : operation
