import { type IssueKey, untrusted } from '@mmd/jira-api/model'
import type { FieldConflict, OperationRecord } from '@mmd/replica'
import { type ExitCode, exitCodes, type PresentedError, presentError } from '../../present-error.ts'
import type { CommandContext } from '../invocation.ts'
import type { Output } from '../output/output.ts'
import type { Copy } from '../with-replica.ts'
import { conflictWords, toConflictJson } from './conflict-words.ts'
import { holderWords } from './holder-words.ts'

/** A write in JSON; the keys are part of the contract. */
export interface WriteJson {
  /** In the outbox; the first, where one issue needed several. */
  readonly operation: number | null
  readonly key: string
  readonly action: string
  readonly state: 'planned' | 'unchanged' | 'sent' | 'pending' | 'failed' | 'conflict' | 'dropped'
  /** True, or why it cannot be taken back. */
  readonly undo: true | string
  /** What `undo --change` takes. */
  readonly change: number | null
}

/** What became of the write of one issue. */
export interface Outcome {
  readonly key: IssueKey
  readonly json: WriteJson & Readonly<Record<string, unknown>>
  readonly words: string
  readonly error?: PresentedError
}

/** One that was not done, since only its plan was wanted. */
export const toPlanned = (
  { key, action, words }: { readonly key: IssueKey; readonly action: string; readonly words: readonly string[] },
  undo: () => true | string,
): Outcome => ({
  key,
  words: words.join(', '),
  json: { operation: null, key, action, state: 'planned', undo: undo(), change: null },
})

/** One that is so already: nothing had to be sent. */
export const toUnchanged = (key: IssueKey, action: string): Outcome => ({
  key,
  words: 'is so already',
  json: { operation: null, key, action, state: 'unchanged', undo: 'there was nothing to do', change: null },
})

/** One that did not even get into the outbox. */
export const toFailure = (
  { log, output }: CommandContext,
  { site }: Pick<Copy, 'site'>,
  { key, action, error: cause }: { readonly key: IssueKey; readonly action: string; readonly error: unknown },
): Outcome => {
  const error = presentError(cause, { site: site.name })
  log.warn('a write failed', { site: site.name, key, action, errorCode: error.code })
  return {
    key,
    words: '',
    error,
    json: {
      operation: null,
      key,
      action,
      state: 'failed',
      undo: 'it was not done',
      change: null,
      ...output.errorJson(error),
    },
  }
}

/** What operations do, on one line of a terminal: they hold what was typed, or came through a pipe. */
export const shownWords = (words: readonly string[]): string => untrusted(words.join(', '), 'line')

const worstFirst = ['failed', 'conflict', 'pending', 'dropped', 'sent'] as const

/** What became of the operations of one issue: as bad as the worst of them. */
export const toOutcome = (
  { log, output }: CommandContext,
  { site, replica }: Copy,
  { action, records }: { readonly action: string; readonly records: readonly OperationRecord[] },
): Outcome => {
  const first = worstFirst.flatMap((state) => records.filter((record) => record.state === state))[0]
  if (first === undefined) throw new TypeError('nothing was performed')
  const { state, operation, change, conflicts } = first
  const holder = first.waitsBehind === null ? undefined : replica.operation(first.waitsBehind)
  const error = toError(first, site.name, holder)
  if (error !== undefined)
    log.warn('a write waits or failed', { site: site.name, key: operation.key, action, errorCode: error.code })
  const undo = state === 'pending' ? true : wayBack(replica.planUndo(change), operation.key, state)
  return {
    key: operation.key,
    words: shownWords(records.map(({ words }) => words)),
    ...(error === undefined ? {} : { error }),
    json: {
      operation: state === 'sent' ? (records[0]?.id ?? first.id) : first.id,
      key: operation.key,
      action,
      state,
      undo,
      change,
      ...(error === undefined ? {} : output.errorJson(error)),
      ...(holder === undefined ? {} : { behind: holder.id }),
      ...(conflicts.length === 0 ? {} : { conflicts: conflicts.map(toConflictJson) }),
    },
  }
}

const wayBack = (plan: ReturnType<Copy['replica']['planUndo']>, key: IssueKey, state: string): true | string => {
  if (state !== 'sent') return 'it was not done'
  if (plan === null) return 'it was taken back already'
  return plan.refused.find((one) => one.key === key)?.why ?? true
}

/** Why it is not sent, as an error; one in conflict is one too. */
const toError = (
  record: OperationRecord,
  site: string,
  holder: OperationRecord | undefined,
): PresentedError | undefined => {
  const { id, state, error, conflicts, isUncertain } = record
  if (state === 'conflict') return conflictError(id, conflicts, site)
  if (state === 'failed') return keptHint(presentError(error, { site, isUncertain }), id)
  if (state !== 'pending') return undefined
  if (holder !== undefined) return queued(site, holderWords(holder))
  const why = error === null ? undefined : presentError(error, { site })
  if (why?.exitCode === exitCodes.signIn) return { ...why, what: `${why.what}; it is kept in the outbox` }
  const what = why === undefined ? 'Kept in the outbox, not sent yet' : `${why.what}; kept in the outbox`
  return { ...queued(site, { what, hint: laterHint(record) }), status: why?.status ?? null }
}

/** A site that has named a time is not asked before. */
const laterHint = ({ error, waitsUntil }: OperationRecord): string => {
  const isPutOff = error?.code === 'rate-limited' && waitsUntil !== null
  const when = isPutOff ? ` in ${Math.max(1, Math.ceil((waitsUntil - Date.now()) / 1_000))} seconds, or later` : ''
  return `mmd-tui sync sends it${when}; so does the screen`
}

const queued = (site: string, words: Pick<PresentedError, 'what' | 'hint'>): PresentedError => ({
  ...words,
  code: 'queued',
  exitCode: exitCodes.queued,
  site,
  status: null,
  fields: {},
})

const keptHint = (error: PresentedError, id: number): PresentedError => ({
  ...error,
  hint: `${error.hint} (kept: mmd-tui outbox retry ${id}, or drop ${id})`,
})

const conflictError = (id: number, conflicts: readonly FieldConflict[], site: string): PresentedError => ({
  code: 'conflict',
  what: `Somebody else changed the same meanwhile: ${conflicts.map(conflictWords).join('; ')}`,
  hint: `Decide: mmd-tui outbox resolve ${id} --mine, or --theirs`,
  exitCode: exitCodes.refused,
  site,
  status: null,
  fields: {},
})

/** Prints what became of each issue. Gives the exit code of the first that failed, else of the first that waits. */
export const reportWrites = (
  { output, signal }: CommandContext,
  outcomes: readonly Outcome[],
): ExitCode | undefined => {
  const errors = outcomes.flatMap(({ error }) => (error === undefined ? [] : [error]))
  const first = errors.find(({ exitCode }) => exitCode !== exitCodes.queued) ?? errors[0]
  if (output.json) {
    output.value(outcomes.map(({ json }) => json))
    if (first !== undefined) output.error(first)
  } else {
    printOutcomes(output, outcomes)
  }
  return signal.aborted ? exitCodes.cancelled : first?.exitCode
}

const printOutcomes = (output: Output, outcomes: readonly Outcome[]): void => {
  for (const { json, words, error } of outcomes) {
    // Where the keys named their sites.
    const key = typeof json['site'] === 'string' ? `${json['site']}:${json.key}` : json.key
    if (error === undefined) output.line(`${output.paint('bold', key)}  ${words}  ${json.state}`)
    else if (error.exitCode === exitCodes.queued) output.line(`${output.paint('bold', key)}  ${words}  pending`)
    else output.error({ ...error, what: `${key}: ${error.what}` })
  }
  const waiting = outcomes.flatMap(({ error }) => (error?.exitCode === exitCodes.queued ? [error] : []))
  for (const one of new Map(waiting.map((each) => [each.what, each])).values()) output.error(one)
}
