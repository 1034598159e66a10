import type { ViewSpec } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { builtInViews } from '../../session/views.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Bench } from '../issue/bench.ts'
import { openBench } from '../issue/open-bench.ts'
import { settleAll } from '../issue/perform-all.ts'
import { toOutcome } from '../issue/write-report.ts'
import { createCounter } from '../output/counter.ts'
import { eachSite, severalSites } from '../several-sites.ts'
import { type Copy, withReplica } from '../with-replica.ts'
import { actionOf } from './action-of.ts'
import { allViews, viewsByName } from './find-views.ts'
import { printSynced, type Synced, tellErrors, toSyncJson, type ViewJson } from './report-sync.ts'

export interface SyncOptions {
  readonly all?: boolean
}

/** `sync`: sends what waits, then copies views wholly, every issue with all of it. */
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
  const synced = await syncSite(context, wish)
  if (context.output.json) context.output.value(toSyncJson(synced))
  else printSynced(context, [synced], false)
  return tellErrors(context, { synced: [synced], errors: [] })
}

const syncSeveral = async (context: CommandContext, sites: readonly string[], wish: Wish): CommandResult => {
  const { values, errors } = await eachSite(context, sites, (one) => syncSite(one, wish))
  if (context.output.json) context.output.value(values.map(toSyncJson))
  else printSynced(context, values, true)
  return tellErrors(context, { synced: values, errors })
}

const syncSite = (context: CommandContext, { named, all }: Wish): Promise<Synced> =>
  withReplica(context, async (copy) => {
    const bench = openBench(context, copy)
    const waited = copy.replica.operations().filter(({ state }) => state === 'pending')
    hurry(copy)
    await copy.engine.wake()
    const sent = await settleAll(context, copy, waited)
    context.signal.throwIfAborted()
    const views = await copyViews(context, copy, await viewsToCopy(bench, named, all))
    const outcomes = sent.map((record) =>
      toOutcome(context, copy, { action: actionOf(record.operation.kind), records: [record] }),
    )
    return { site: copy.site.name, views, outcomes }
  })

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
