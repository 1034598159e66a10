import {
  type ChangeRow,
  changesTable,
  measureCopyChanges,
  measureCopyKeys,
  measureCopyMemory,
} from './copy/copy-keys.ts'
import { measureCopyStart, measureOfflineList } from './copy/copy-start.ts'
import { measureCopy, timesTable } from './copy/measure-copy.ts'
import type { Times } from './copy/messages.ts'
import { type FetchRow, fetchTable, measureFetch } from './fetch/measure-fetch.ts'
import { type HeldRow, heldTable, measureHeldKey } from './held-key.ts'
import { type KeyRow, keysTable, measureKeys } from './keys.ts'
import { type HourResult, hourTable, measureHour } from './live/hour.ts'
import { type LiveHeldRow, liveHeldTable, measureLiveHeld } from './live/live-held.ts'
import { type LiveKeyRow, liveKeysTable, measureLiveKeys } from './live/live-keys.ts'
import { type MemoryRow, measureMemory, memoryTable } from './memory.ts'
import type { BenchOptions, MeasurementName } from './options.ts'
import { type DeltaRow, deltaTable, measureDelta } from './refresh/measure-delta.ts'
import { type FirstCopyRow, firstCopyTable, measureFirstCopy } from './refresh/measure-first-copy.ts'
import { measureRequests, type RequestRow, requestsTable } from './requests.ts'
import { measureRichText, type RichTextRow, richTextTable } from './rich-text/measure-rich-text.ts'
import { measureStart, type StartResult, startTable } from './start.ts'
import type { Bench } from './subject.ts'
import type { Table } from './table.ts'

/** What was measured; a part that was not asked for, or that failed, is absent. */
export interface BenchResults {
  start?: StartResult
  keys?: readonly KeyRow[]
  held?: readonly HeldRow[]
  memory?: readonly MemoryRow[]
  requests?: readonly RequestRow[]
  fetch?: readonly FetchRow[]
  richText?: readonly RichTextRow[]
  copyStart?: StartResult
  copyKeys?: readonly KeyRow[]
  liveKeys?: readonly LiveKeyRow[]
  liveHeld?: readonly LiveHeldRow[]
  perform?: readonly Times[]
  performKey?: readonly ChangeRow[]
  search?: readonly Times[]
  arrange?: readonly Times[]
  delta?: readonly DeltaRow[]
  firstCopy?: readonly FirstCopyRow[]
  copyMemory?: readonly MemoryRow[]
  hour?: HourResult
  offlineList?: StartResult
}

/** A part that could not be measured, and why. */
export interface BenchFailure {
  readonly measurement: MeasurementName
  readonly message: string
}

type Reporting = Pick<Bench, 'progress' | 'pace'>

/** Measurements of the program on a site that has been prepared for all of them. */
const onSite = {
  start: async (bench, { rounds }) => ({ start: await measureStart(bench, rounds) }),
  keys: async (bench, { keys }) => ({ keys: await measureKeys(bench, keys) }),
  held: async (bench, { holdMs }) => ({ held: await measureHeldKey(bench, holdMs) }),
  memory: async (bench) => ({ memory: await measureMemory(bench) }),
  requests: async (bench) => ({ requests: await measureRequests(bench) }),
} satisfies Partial<Record<MeasurementName, (bench: Bench, options: BenchOptions) => Promise<BenchResults>>>

/** Measurements that prepare for themselves what they need. */
const alone: Readonly<
  Record<
    Exclude<MeasurementName, keyof typeof onSite>,
    (reporting: Reporting, options: BenchOptions) => Promise<BenchResults>
  >
> = {
  fetch: async (reporting, options) => ({ fetch: await measureFetch(reporting, options) }),
  'rich-text': async ({ progress }, { corpus }) => ({ richText: measureRichText(corpus, progress) }),
  'copy-start': async (reporting, options) => ({ copyStart: await measureCopyStart(reporting, options) }),
  'copy-keys': async (reporting, options) => ({ copyKeys: await measureCopyKeys(reporting, options) }),
  'copy-keys-refresh': async (reporting, options) => ({ liveKeys: await measureLiveKeys(reporting, options) }),
  'copy-held': async (reporting, options) => ({ liveHeld: await measureLiveHeld(reporting, options) }),
  perform: async (reporting, options) => ({ perform: await measureCopy(reporting, 'perform', options) }),
  'perform-key': async (reporting, options) => ({ performKey: await measureCopyChanges(reporting, options) }),
  search: async (reporting, options) => ({ search: await measureCopy(reporting, 'search', options) }),
  arrange: async (reporting, options) => ({ arrange: await measureCopy(reporting, 'arrange', options) }),
  delta: async (reporting, options) => ({ delta: await measureDelta(reporting, options) }),
  'first-copy': async (reporting, options) => ({ firstCopy: await measureFirstCopy(reporting, options) }),
  'copy-memory': async (reporting, options) => ({ copyMemory: await measureCopyMemory(reporting, options) }),
  'copy-hour': async (reporting, options) => ({ hour: await measureHour(reporting, options) }),
  'offline-list': async (reporting, options) => ({ offlineList: await measureOfflineList(reporting, options) }),
}

const isOnSite = (name: MeasurementName): name is keyof typeof onSite => name in onSite

/** True when the program has to be prepared for a site before these are measured. */
export const needSite = (names: readonly MeasurementName[]): boolean => names.some(isOnSite)

const measure = (name: MeasurementName, bench: Reporting | Bench, options: BenchOptions): Promise<BenchResults> => {
  if (!isOnSite(name)) return alone[name](bench, options)
  if (!('subject' in bench)) throw new TypeError(`${name} needs a site`)
  return onSite[name](bench, options)
}

/**
 * Takes the chosen measurements one after the other; one that fails does not keep the others from being taken. Those of
 * `needSite` need a whole `Bench`.
 */
export const runBench = async (
  bench: Reporting | Bench,
  options: BenchOptions,
): Promise<{ readonly results: BenchResults; readonly failures: readonly BenchFailure[] }> => {
  const results: BenchResults = {}
  const failures: BenchFailure[] = []
  for (const name of options.only)
    try {
      Object.assign(results, await measure(name, bench, options))
    } catch (error) {
      failures.push({ measurement: name, message: error instanceof Error ? error.message : String(error) })
    }
  return { results, failures }
}

const titles = {
  copyStart: 'Start on the copy',
  copyKeys: 'A key on the copy: from the write to the last byte of the frame, ms',
  perform: 'A change on the copy, in process, ms',
  search: 'Searching the copy, ms',
  arrange: 'Orders, groups and several sites on the copy, ms',
  copyMemory: 'Memory on the copy, MiB',
  offlineList: 'Commands without the network',
}

/** A table when there is something to be in it. */
const one = <Rows>(rows: Rows | undefined, toTable: (rows: Rows) => Table): readonly Table[] =>
  rows === undefined ? [] : [toTable(rows)]

/** The results as tables, in the order of measuring. */
export const tablesOf = (found: BenchResults): readonly Table[] => [
  ...one(found.start, (rows) => startTable(rows)),
  ...one(found.keys, (rows) => keysTable(rows)),
  ...one(found.held, heldTable),
  ...one(found.memory, (rows) => memoryTable(rows)),
  ...one(found.requests, requestsTable),
  ...one(found.fetch, fetchTable),
  ...one(found.richText, richTextTable),
  ...one(found.copyStart, (rows) => startTable(rows, titles.copyStart)),
  ...one(found.copyKeys, (rows) => keysTable(rows, titles.copyKeys)),
  ...one(found.liveKeys, liveKeysTable),
  ...one(found.liveHeld, liveHeldTable),
  ...one(found.perform, (rows) => timesTable(titles.perform, rows)),
  ...one(found.performKey, changesTable),
  ...one(found.search, (rows) => timesTable(titles.search, rows)),
  ...one(found.arrange, (rows) => timesTable(titles.arrange, rows)),
  ...one(found.delta, deltaTable),
  ...one(found.firstCopy, firstCopyTable),
  ...one(found.copyMemory, (rows) => memoryTable(rows, titles.copyMemory)),
  ...one(found.hour, hourTable),
  ...one(found.offlineList, (rows) => startTable(rows, titles.offlineList)),
]
