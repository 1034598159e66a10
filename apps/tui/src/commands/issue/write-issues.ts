import type { IssueKey } from '@mmd/jira-api'
import { createReplica, type Operation, type OperationRecord } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { type ExitCode, exitCodes, type PresentedError, presentError } from '../../present-error.ts'
import { type Connected, connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Output, toErrorJson } from '../output/output.ts'
import { fetchIssues } from './fetch-issues.ts'
import { parseKey } from './parse-key.ts'

/** Which issues a write is for. */
export interface WriteTargets {
  readonly keys: readonly string[]
  readonly jql?: string | undefined
  readonly yes?: boolean | undefined
}

/** What will be done to one issue. */
export interface PreparedWrite {
  readonly operation: Operation
  /** `assign to Mira Okafor`. */
  readonly words: string
}

/** Finds out what to do to one issue: it may ask the site, but changes nothing. */
export type Prepare = (connected: Connected, key: IssueKey) => Promise<PreparedWrite>

/** A write in JSON; the keys are part of the contract. */
interface WriteJson {
  readonly operation: number | null
  readonly key: string
  readonly action: string
  readonly state: 'planned' | 'sent' | 'failed' | 'conflict'
  readonly undo: string
  readonly error?: object
}

interface Outcome {
  readonly json: WriteJson
  readonly words: string
  readonly error?: PresentedError
}

/** Why a write cannot be taken back from here. */
const noUndo = 'this version cannot take it back from the command line'
/** Writes under way at the same time; Jira limits how many a user may have. */
const maxUnderWay = 6

/**
 * Does the same to several issues: each is prepared, then goes through the replica as a key press does. With `--jql`
 * and without `--yes` nothing is done and the plan is printed. Ctrl-C lets what is under way end and says what was done.
 * Gives the exit code of the first failure.
 */
export const writeIssues = async (
  context: CommandContext,
  action: Operation['kind'],
  targets: WriteTargets,
  prepare: Prepare,
): CommandResult => {
  const typed = parseTargets(targets)
  const connected = await connect(context)
  const keys = typed ?? (await searchKeys(context, connected, targets.jql ?? ''))
  const outcomes =
    typed === undefined && targets.yes !== true
      ? await plan(context, connected, { action, keys, prepare })
      : await write(context, connected, { action, keys, prepare })
  if (keys.length === 0 && !context.output.json) context.output.note('No issue matches')
  const exitCode = report(context.output, outcomes)
  return context.signal.aborted ? exitCodes.cancelled : exitCode
}

const parseTargets = ({ keys, jql }: WriteTargets): readonly IssueKey[] | undefined => {
  if (jql !== undefined && keys.length > 0) {
    throw new AppError('usage', 'Keys and --jql exclude each other', 'Leave one of them away')
  }
  if (jql !== undefined) return undefined
  if (keys.length > 0) return [...new Set(keys.map(parseKey))]
  throw new AppError('usage', 'Which issues?', 'Give one or more keys, or --jql with a query')
}

const searchKeys = async (
  { signal }: CommandContext,
  { client }: Connected,
  jql: string,
): Promise<readonly IssueKey[]> => {
  const { issues } = await fetchIssues(client, { jql, limit: 'all', signal })
  return issues.map(({ key }) => key)
}

interface Work {
  readonly action: Operation['kind']
  readonly keys: readonly IssueKey[]
  readonly prepare: Prepare
}

const plan = async (context: CommandContext, connected: Connected, work: Work): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const key of work.keys) {
    try {
      const { words } = await work.prepare(connected, key)
      outcomes.push({ words, json: { operation: null, key, action: work.action, state: 'planned', undo: noUndo } })
    } catch (error) {
      outcomes.push(toFailure(context, connected, { error, key, action: work.action, operation: null }))
    }
  }
  if (!context.output.json && work.keys.length > 0) context.output.note('Nothing was done yet; --yes does it')
  return outcomes
}

const write = async (context: CommandContext, connected: Connected, work: Work): Promise<readonly Outcome[]> => {
  const replica = createReplica({ client: connected.client })
  const outcomes: Promise<Outcome>[] = []
  for (const [at, key] of work.keys.entries()) {
    // Enough are under way: the oldest one has to end first.
    await outcomes[at - maxUnderWay]
    if (context.signal.aborted) break
    try {
      const { operation, words } = await work.prepare(connected, key)
      const { id } = replica.perform(operation)
      outcomes.push(replica.settled(id).then((record) => toOutcome(context, connected, { record, words })))
    } catch (error) {
      outcomes.push(
        Promise.resolve(toFailure(context, connected, { error, key, action: work.action, operation: null })),
      )
    }
  }
  return Promise.all(outcomes)
}

const toOutcome = (
  context: CommandContext,
  connected: Connected,
  { record, words }: { readonly record: OperationRecord; readonly words: string },
): Outcome => {
  const { id, operation, error, isUncertain } = record
  const { key, kind: action } = operation
  if (error !== null) return toFailure(context, connected, { error, key, action, operation: id, isUncertain })
  return { words, json: { operation: id, key, action, state: 'sent', undo: noUndo } }
}

const toFailure = (
  { log }: CommandContext,
  { site }: Connected,
  failure: {
    readonly error: unknown
    readonly key: IssueKey
    readonly action: string
    readonly operation: number | null
    readonly isUncertain?: boolean
  },
): Outcome => {
  const { error: cause, key, action, operation, isUncertain } = failure
  const error = presentError(cause, { site: site.name, isUncertain })
  log.warn('a write failed', { site: site.name, key, action, errorCode: error.code })
  const state = error.code === 'conflict' ? 'conflict' : 'failed'
  return { words: '', error, json: { operation, key, action, state, undo: noUndo, ...toErrorJson(error) } }
}

const report = (output: Output, outcomes: readonly Outcome[]): ExitCode | undefined => {
  const [failed] = outcomes.flatMap(({ error }) => (error === undefined ? [] : [error]))
  if (output.json) {
    output.value(outcomes.map(({ json }) => json))
    if (failed !== undefined) output.error(failed)
    return failed?.exitCode
  }
  for (const { json, words, error } of outcomes) {
    if (error === undefined) output.line(`${output.paint('bold', json.key)}  ${words}  ${json.state}`)
    else output.error({ ...error, what: `${json.key}: ${error.what}` })
  }
  return failed?.exitCode
}
