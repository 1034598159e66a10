import { type FetchRow, fetchTable, measureFetch } from './fetch/measure-fetch.ts'
import { type HeldRow, heldTable, measureHeldKey } from './held-key.ts'
import { type KeyRow, keysTable, measureKeys } from './keys.ts'
import { type MemoryRow, measureMemory, memoryTable } from './memory.ts'
import type { BenchOptions, MeasurementName } from './options.ts'
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
}

/** A part that could not be measured, and why. */
export interface BenchFailure {
  readonly measurement: MeasurementName
  readonly message: string
}

const measure = async (name: MeasurementName, bench: Bench, options: BenchOptions, into: BenchResults) => {
  switch (name) {
    case 'start':
      into.start = await measureStart(bench, options.rounds)
      break
    case 'keys':
      into.keys = await measureKeys(bench, options.keys)
      break
    case 'held':
      into.held = await measureHeldKey(bench, options.holdMs)
      break
    case 'memory':
      into.memory = await measureMemory(bench)
      break
    case 'requests':
      into.requests = await measureRequests(bench)
      break
    case 'fetch':
      into.fetch = await measureFetch(bench, options)
      break
    case 'rich-text':
      into.richText = measureRichText(options.corpus, bench.progress)
      break
  }
}

/** Takes the chosen measurements one after the other; one that fails does not keep the others from being taken. */
export const runBench = async (
  bench: Bench,
  options: BenchOptions,
): Promise<{ readonly results: BenchResults; readonly failures: readonly BenchFailure[] }> => {
  const results: BenchResults = {}
  const failures: BenchFailure[] = []
  for (const name of options.only)
    try {
      await measure(name, bench, options, results)
    } catch (error) {
      failures.push({ measurement: name, message: error instanceof Error ? error.message : String(error) })
    }
  return { results, failures }
}

/** The results as tables, in the order of measuring. */
export const tablesOf = ({ start, keys, held, memory, requests, fetch, richText }: BenchResults): readonly Table[] => [
  ...(start === undefined ? [] : [startTable(start)]),
  ...(keys === undefined ? [] : [keysTable(keys)]),
  ...(held === undefined ? [] : [heldTable(held)]),
  ...(memory === undefined ? [] : [memoryTable(memory)]),
  ...(requests === undefined ? [] : [requestsTable(requests)]),
  ...(fetch === undefined ? [] : [fetchTable(fetch)]),
  ...(richText === undefined ? [] : [richTextTable(richText)]),
]
