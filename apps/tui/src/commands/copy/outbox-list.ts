import { isStoreError, type OperationRecord } from '@mmd/replica'
import { presentError } from '../../present-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { conflictWords, toConflictJson } from '../issue/conflict-words.ts'
import { holderWords } from '../issue/holder-words.ts'
import { shownWords } from '../issue/write-report.ts'
import type { Output } from '../output/output.ts'
import { type Column, toTable } from '../output/table.ts'
import { eachSite, severalSites } from '../several-sites.ts'
import { withReplica } from '../with-replica.ts'
import { actionOf } from './action-of.ts'

/** The outbox of one site. */
interface SiteOutbox {
  readonly site: string
  readonly records: readonly OperationRecord[]
}

/** `outbox list`: what waits, failed or is in conflict, the oldest first; of several sites one after the other. */
export const runOutboxList = async (context: CommandContext): CommandResult => {
  const { output, signal } = context
  const names = severalSites(context)
  const { values, errors } =
    names === undefined
      ? { values: [await readOutbox(context)], errors: [] }
      : await eachSite(context, names, readOutbox)
  // A list of some of them would pass for the whole.
  signal.throwIfAborted()
  const rows = values.flatMap(({ site, records }) => records.map((record) => ({ site, record, records })))
  if (output.json) output.value(rows.map(({ record, site }) => toJson(output, record, site)))
  else if (rows.length === 0) output.note('Nothing waits')
  else
    for (const line of toTable(names === undefined ? columns : [siteColumn, ...columns], rows, output))
      output.line(line)
  for (const error of errors) output.error(error)
  return errors[0]?.exitCode
}

/** Where there is no copy yet nothing waits. */
const readOutbox = async (context: CommandContext): Promise<SiteOutbox> => {
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

const toJson = (output: Output, record: OperationRecord, site: string): object => {
  const { id, change, operation, words, state, error, conflicts, isUncertain, waitsUntil, waitsBehind, performedAt } =
    record
  return {
    site,
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
    ...(error === null ? {} : output.errorJson(presentError(error, { site, isUncertain }))),
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

interface Row extends SiteOutbox {
  readonly record: OperationRecord
}

const siteColumn: Column<Row> = { title: 'Site', value: ({ site }) => site }

const columns: readonly Column<Row>[] = [
  { title: 'Id', value: ({ record }) => String(record.id) },
  { title: 'Issue', value: ({ record }) => record.operation.key, style: () => 'bold' },
  {
    title: 'State',
    value: ({ record }) => record.state,
    style: ({ record }) => (record.state === 'pending' ? undefined : 'red'),
  },
  { title: 'What', value: ({ record }) => shownWords([record.words]), flexible: true },
  { title: 'Why', value: ({ record, site, records }) => shownWords([whyOf(record, site, records)]), flexible: true },
]
