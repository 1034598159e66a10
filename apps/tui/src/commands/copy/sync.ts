import type { ViewSpec } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { builtInViews } from '../../session/views.ts'
import type { ListView } from '../../state/view.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Bench } from '../issue/bench.ts'
import { openBench } from '../issue/open-bench.ts'
import { waitForAll } from '../issue/perform-all.ts'
import { toOutcome } from '../issue/write-report.ts'
import { createCounter } from '../output/counter.ts'
import { eachSite, severalSites } from '../several-sites.ts'
import { viewsGiven } from '../view/given-views.ts'
import { type Copy, withReplica } from '../with-replica.ts'
import { actionOf } from './action-of.ts'
import { allViews, viewsByName } from './find-views.ts'
import { printSynced, type Synced, tellErrors, tellStopped, toSyncJson, type ViewJson } from './report-sync.ts'

export interface SyncOptions {
  readonly all?: boolean
}

/**
 * `sync`: sends what waits, then copies views wholly, every issue with all of it. Stopped it tells what it has done, and begins
 * nothing more.
 */
export const runSync = (context: CommandContext, { all = false }: SyncOptions): CommandResult => {
  const { view, views = view === undefined ? [] : [view] } = context.globals
  const named = [...new Set(views)]
  if (named.length > 0 && all)
    throw new AppError('usage', '--view and --all exclude each other', 'Leave one of them away')
  const sites = severalSites(context)
  return sites === undefined ? syncOne(context, { named, all }) : syncSeveral(context, sites, { named, all })
}

/** Which views are wanted: those named, all, or neither. */
interface Wish {
  readonly named: readonly string[]
  readonly all: boolean
}

const syncOne = async (context: CommandContext, wish: Wish): CommandResult => {
  const [synced] = await unlessStopped(context, async () => [await syncSite(context, wish)])
  if (synced === undefined) return tellStopped(context, { synced: [], errors: [], left: [] })
  if (context.output.json) context.output.value(toSyncJson(synced))
  else printSynced(context, [synced], false)
  const done = { synced: [synced], errors: [] }
  return tellStopped(context, { ...done, left: [] }) ?? tellErrors(context, done)
}

const syncSeveral = async (context: CommandContext, sites: readonly string[], wish: Wish): CommandResult => {
  const { values, errors, left } = await eachSite(context, sites, (one) => syncSite(one, wish))
  if (context.output.json) context.output.value(values.map(toSyncJson))
  else printSynced(context, values, true)
  const done = { synced: values, errors }
  return tellStopped(context, { ...done, left }) ?? tellErrors(context, done)
}

const syncSite = (context: CommandContext, { named, all }: Wish): Promise<Synced> =>
  withReplica(context, async (copy) => {
    context.signal.throwIfAborted()
    const bench = openBench(context, copy)
    const waited = copy.replica.operations().filter(({ state }) => state === 'pending')
    hurry(copy)
    await copy.engine.wake()
    const sent = await waitForAll(context, copy, waited)
    const wanted = await unlessStopped(context, async () =>
      viewsToCopy(bench, named, { all, given: await viewsGiven(context.environment) }),
    )
    const views = await copyViews(context, copy, wanted)
    const outcomes = sent.map((record) =>
      toOutcome(context, copy, { action: actionOf(record.operation.kind), records: [record] }),
    )
    return { site: copy.site.name, views, wanted: wanted.length, outcomes }
  })

/** Nothing of what is not begun any more since the command was stopped. */
const unlessStopped = async <T>(
  { signal }: CommandContext,
  work: () => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  if (signal.aborted) return []
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) return []
    throw error
  }
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
const viewsToCopy = async (
  bench: Bench,
  named: readonly string[],
  { all, given }: { readonly all: boolean; readonly given: readonly ListView[] },
): Promise<readonly ViewSpec[]> => {
  if (all) return allViews(bench, given)
  if (named.length > 0) return viewsByName(bench, named, given)
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
    if (signal.aborted) break
    const counter = createCounter(environment, `issues of ${spec.title}`, 0)
    try {
      const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void =>
        counter.set(done, total)
      copied.push({ view: spec.title, ...(await refresher.sync([spec], { onProgress, signal })) })
    } catch (error) {
      // What there is of it stays, and those before it are told.
      if (!signal.aborted) throw error
    } finally {
      counter.stop()
    }
  }
  return copied
}
