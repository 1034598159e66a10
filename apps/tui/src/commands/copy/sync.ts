import type { OperationRecord, ViewSpec } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { type ExitCode, exitCodes } from '../../present-error.ts'
import { builtInViews } from '../../session/views.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Bench } from '../issue/bench.ts'
import { openBench } from '../issue/open-bench.ts'
import { settleAll } from '../issue/perform-all.ts'
import { toOutcome } from '../issue/write-report.ts'
import { createCounter } from '../output/counter.ts'
import { type Copy, withReplica } from '../with-replica.ts'
import { actionOf } from './action-of.ts'
import { allViews, viewsByName } from './find-views.ts'

export interface SyncOptions {
  readonly all?: boolean
}

/** What was copied of one view; the keys are part of the contract. */
interface ViewJson {
  readonly view: string
  readonly issues: number
  readonly added: number
  readonly changed: number
  readonly gone: number
}

/** `sync`: sends what waits, then copies views wholly, every issue with all of it. */
export const runSync = (context: CommandContext, { all = false }: SyncOptions): CommandResult => {
  const { view, views = view === undefined ? [] : [view] } = context.globals
  const named = [...new Set(views)]
  if (named.length > 0 && all)
    throw new AppError('usage', '--view and --all exclude each other', 'Leave one of them away')
  return withReplica(context, async (copy) => {
    const bench = openBench(context, copy)
    const waited = copy.replica.operations().filter(({ state }) => state === 'pending')
    hurry(copy)
    await copy.engine.wake()
    const sent = await settleAll(context, copy, waited)
    context.signal.throwIfAborted()
    const views = await viewsToCopy(bench, named, all)
    const copied = await copyViews(context, copy, views)
    return report(context, copy, copied, sent)
  })
}

/** Somebody says that it is time: only what the site itself has put off waits on. */
const hurry = ({ store, connected }: Copy): void => {
  if (connected === undefined) return
  store.transaction(() => {
    for (const { id, state, notBefore, error } of store.outbox.open()) {
      const isWaiting = (state === 'queued' || state === 'unknown') && notBefore !== null
      if (isWaiting && error?.code !== 'rate-limited') store.outbox.update(id, { notBefore: null })
    }
  })
}

/** Those that are named, all, or those that were opened before. */
const viewsToCopy = async (bench: Bench, named: readonly string[], all: boolean): Promise<readonly ViewSpec[]> => {
  if (all) return allViews(bench)
  if (named.length > 0) return viewsByName(bench, named)
  const opened = bench.copy.replica.views()
  return opened.length > 0 ? opened : builtInViews.slice(0, 1)
}

const copyViews = async (
  { environment, signal }: CommandContext,
  { store, connected }: Copy,
  views: readonly ViewSpec[],
): Promise<readonly ViewJson[]> => {
  if (connected === undefined) return []
  const { createRefresher } = await import('@mmd/replica/background')
  const refresher = createRefresher({
    client: connected.client,
    store,
    now: Date.now,
    onNews: () => undefined,
    signal,
  })
  const copied: ViewJson[] = []
  for (const spec of views) {
    const counter = createCounter(environment, `issues of ${spec.title}`, 0)
    try {
      const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void =>
        counter.set(done, total)
      copied.push({ view: spec.title, ...(await refresher.sync([spec], { onProgress, signal })) })
    } finally {
      counter.stop()
    }
  }
  return copied
}

const report = (
  context: CommandContext,
  copy: Copy,
  views: readonly ViewJson[],
  sent: readonly OperationRecord[],
): ExitCode | undefined => {
  const { output } = context
  const outcomes = sent.map((record) =>
    toOutcome(context, copy, { action: actionOf(record.operation.kind), records: [record] }),
  )
  const errors = outcomes.flatMap(({ error }) => (error === undefined ? [] : [error]))
  if (output.json) output.value({ site: copy.site.name, views, outbox: outcomes.map(({ json }) => json) })
  else {
    for (const { key, words, json } of outcomes) output.line(`${output.paint('bold', key)}  ${words}  ${json.state}`)
    for (const { view, issues, added, changed, gone } of views) {
      output.line(`${output.paint('bold', view)}  ${issues} issues: ${added} new, ${changed} changed, ${gone} gone`)
    }
  }
  const first = errors.find(({ exitCode }) => exitCode !== exitCodes.queued) ?? errors[0]
  if (first !== undefined) output.error(first)
  return first?.exitCode
}
