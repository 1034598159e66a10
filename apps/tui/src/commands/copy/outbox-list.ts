import { isStoreError, type OperationRecord } from '@mmd/replica'
import { presentError } from '../../present-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { conflictWords, toConflictJson } from '../issue/conflict-words.ts'
import { holderWords } from '../issue/holder-words.ts'
import { shownWords } from '../issue/write-report.ts'
import { toErrorJson } from '../output/output.ts'
import { type Column, toTable } from '../output/table.ts'
import { withReplica } from '../with-replica.ts'
import { actionOf } from './action-of.ts'

/** `outbox list`: what waits, failed or is in conflict, the oldest first. */
export const runOutboxList = async (context: CommandContext): CommandResult => {
  const { output } = context
  const { site, records } = await readOutbox(context)
  if (output.json) output.value(records.map((record) => toJson(record, site)))
  else if (records.length === 0) output.note('Nothing waits')
  else for (const line of toTable(columnsOf(site, records), records, output)) output.line(line)
  return undefined
}

/** Where there is no copy yet nothing waits. */
const readOutbox = async (
  context: CommandContext,
): Promise<{ readonly site: string; readonly records: readonly OperationRecord[] }> => {
  try {
    return await withReplica(
      context,
      async ({ site, replica }) => ({ site: site.name, records: replica.operations() }),
      { readOnly: true },
    )
  } catch (error) {
    if (isStoreError(error, 'not-found')) return { site: '', records: [] }
    throw error
  }
}

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

const toJson = (record: OperationRecord, site: string): object => {
  const { id, change, operation, words, state, error, conflicts, isUncertain, waitsUntil, waitsBehind, performedAt } =
    record
  return {
    operation: id,
    change,
    key: operation.key,
    action: actionOf(operation.kind),
    words,
    state,
    uncertain: isUncertain,
    performed: timeOf(performedAt),
    next: waitsUntil === null ? null : timeOf(waitsUntil),
    behind: waitsBehind,
    conflicts: conflicts.map(toConflictJson),
    ...(error === null ? {} : toErrorJson(presentError(error, { site, isUncertain }))),
  }
}

const whyOf = (record: OperationRecord, site: string, records: readonly OperationRecord[]): string => {
  const { error, conflicts, isUncertain, waitsBehind } = record
  if (conflicts.length > 0) return conflicts.map(conflictWords).join('; ')
  const holder = records.find(({ id }) => id === waitsBehind)
  if (holder !== undefined) {
    const { what, hint } = holderWords(holder)
    return `${what}. ${hint}`
  }
  return error === null ? '' : presentError(error, { site, isUncertain }).what
}

const columnsOf = (site: string, records: readonly OperationRecord[]): readonly Column<OperationRecord>[] => [
  { title: 'Id', value: ({ id }) => String(id) },
  { title: 'Issue', value: ({ operation }) => operation.key, style: () => 'bold' },
  { title: 'State', value: ({ state }) => state, style: ({ state }) => (state === 'pending' ? undefined : 'red') },
  { title: 'What', value: ({ words }) => shownWords([words]), flexible: true },
  { title: 'Why', value: (record) => shownWords([whyOf(record, site, records)]), flexible: true },
]
