import type { IssueKey } from '@mmd/jira-api/model'
import { kindOf, type Operation } from '@mmd/replica'
import { inTurns } from '../../all-in-order.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { pointingAt } from '../output/point-at-jql.ts'
import { type Copy, withReplica } from '../with-replica.ts'
import type { Bench, Known } from './bench.ts'
import { openBench } from './open-bench.ts'
import { performAll } from './perform-all.ts'
import {
  findTargets,
  knowTargets,
  type Needs,
  sideBySide,
  type Target,
  typedKeys,
  type WriteTargets,
} from './targets.ts'
import { type Outcome, reportWrites, toFailure, toPlanned } from './write-report.ts'
import { keysBySite, writeOnSites } from './write-sites.ts'

/** What a command does to each of its issues. */
export interface IssuesWork {
  /** As the contract calls it in JSON: `assign`. */
  readonly action: string
  readonly targets: WriteTargets
  /** Default `row`. */
  readonly needs?: Needs
  /** Each is prepared after the one before. */
  readonly isOrdered?: boolean
  /** Nothing is done, and the plan is printed. */
  readonly isDry?: boolean
  /** Finds out what to do to one issue: it may ask the site, but changes nothing. */
  readonly prepare: (bench: Bench, known: Known) => Promise<readonly Operation[]>
}

/** What is about to be done to one issue. */
export interface Prepared {
  readonly key: IssueKey
  readonly operations: readonly Operation[]
}

/**
 * Does the same to several issues as one change: each is prepared, then all go into the outbox together and are sent as a key
 * press is; keys may name their sites, `acme:PAY-12`. With `--jql` and without `--yes` nothing is done and the plan is printed. Gives the exit code of the first
 * failure.
 */
export const writeIssues = async (context: CommandContext, work: IssuesWork): CommandResult => {
  const { targets, action } = work
  const groups = targets.jql === undefined ? keysBySite(targets.keys) : null
  const outcomes =
    groups === null
      ? await writeOnSite(context, work)
      : await writeOnSites(context, { typed: targets.keys, groups, action }, (own, keys) =>
          writeOnSite(own, { ...work, targets: { ...targets, keys } }),
        )
  return reportWrites(context, outcomes)
}

const writeOnSite = async (context: CommandContext, work: IssuesWork): Promise<readonly Outcome[]> => {
  const typed = typedKeys(work.targets)
  return withReplica(context, async (copy) => {
    const bench = openBench(context, copy)
    const { needs = 'row', targets } = work
    const ready = await nothingDoneYet(context, async () => {
      const found =
        typed === undefined
          ? await pointingAt(context.output, targets.jql, () => findTargets(bench, targets.jql ?? '', needs))
          : await knowTargets(bench, typed, needs)
      if (found.length === 0 && !context.output.json) context.output.note('No issue matches')
      return prepareAll(bench, work, found)
    })
    const failures = ready.flatMap(({ key, error }) =>
      error === undefined ? [] : [toFailure(context, copy, { key, action: work.action, error })],
    )
    const prepared = ready.flatMap(({ key, operations }) => (operations === undefined ? [] : [{ key, operations }]))
    const outcomes =
      work.isDry === true || (typed === undefined && targets.yes !== true)
        ? toPlan(context, copy, work, prepared)
        : await performAll(context, copy, work.action, prepared)
    const order = ready.map(({ key }) => key)
    return inOrder([...failures, ...outcomes], order)
  })
}

/** The same for one thing that is not about an issue that is there. */
export const writeOne = (
  context: CommandContext,
  action: string,
  prepare: (bench: Bench) => Promise<Operation>,
): CommandResult =>
  withReplica(context, async (copy) => {
    const operation = await nothingDoneYet(context, () => prepare(openBench(context, copy)))
    const outcomes = await performAll(context, copy, action, [{ key: operation.key, operations: [operation] }])
    return reportWrites(context, outcomes)
  })

/** Says of what comes before the first write that it was stopped there. */
const nothingDoneYet = async <T>({ output, signal }: CommandContext, work: () => Promise<T>): Promise<T> => {
  try {
    const done = await work()
    signal.throwIfAborted()
    return done
  } catch (error) {
    if (signal.aborted && !output.json) output.note('Stopped before anything was done')
    throw error
  }
}

interface Ready {
  readonly key: IssueKey
  readonly operations?: readonly Operation[]
  readonly error?: unknown
}

const prepareAll = async (bench: Bench, work: IssuesWork, found: readonly Target[]): Promise<readonly Ready[]> => {
  const one = async (target: Target): Promise<Ready> => {
    bench.signal.throwIfAborted()
    if ('error' in target) return target
    const { key } = target
    try {
      return { key, operations: await work.prepare(bench, target) }
    } catch (error) {
      bench.signal.throwIfAborted()
      return { key, error }
    }
  }
  if (work.isOrdered !== true) return inTurns(found, sideBySide, one)
  const ready: Ready[] = []
  for (const target of found) ready.push(await one(target))
  return ready
}

const toPlan = (
  { output }: CommandContext,
  { replica }: Copy,
  { action, isDry }: Pick<IssuesWork, 'action' | 'isDry'>,
  prepared: readonly Prepared[],
): readonly Outcome[] => {
  const words = isDry === true ? 'Nothing was done' : 'Nothing was done yet; --yes does it'
  if (!output.json && prepared.length > 0) output.note(words)
  return prepared.map(({ key, operations }) =>
    toPlanned({ key, action, words: operations.map((one) => kindOf(one).describe(one)) }, () => {
      const closed = operations.map((one) => replica.wayBack(one)).find((way) => 'closed' in way)
      return closed !== undefined && 'closed' in closed ? closed.closed : true
    }),
  )
}

const inOrder = (outcomes: readonly Outcome[], order: readonly IssueKey[]): readonly Outcome[] => {
  const places = new Map(order.map((key, at) => [key, at]))
  return outcomes.toSorted((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0))
}
