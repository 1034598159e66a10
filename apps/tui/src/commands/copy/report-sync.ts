import { type ExitCode, exitCodes, type PresentedError } from '../../present-error.ts'
import type { CommandContext } from '../invocation.ts'
import { sentWords } from '../issue/perform-all.ts'
import type { Outcome } from '../issue/write-report.ts'
import { type Column, toTable } from '../output/table.ts'

/** What was copied of one view; the keys are part of the contract. */
export interface ViewJson {
  readonly view: string
  readonly issues: number
  readonly added: number
  readonly changed: number
  readonly gone: number
}

/** What `sync` did at one site. */
export interface Synced {
  readonly site: string
  readonly views: readonly ViewJson[]
  /** How many views were to be copied; 0 where it was stopped before that was known. */
  readonly wanted: number
  /** What became of the operations that waited. */
  readonly outcomes: readonly Outcome[]
}

/** The same in JSON; the keys are part of the contract. */
export const toSyncJson = ({ site, views, outcomes }: Synced): object => ({
  site,
  views,
  outbox: outcomes.map(({ json }) => json),
})

/** Prints what was sent and what was copied, for people. */
export const printSynced = ({ output }: CommandContext, synced: readonly Synced[], isNamed: boolean): void => {
  const sent = synced.flatMap(({ site, outcomes }) => outcomes.map((outcome) => ({ site, outcome })))
  for (const { site, outcome } of sent) {
    const key = isNamed ? `${site}:${outcome.key}` : outcome.key
    output.line(`${output.paint('bold', key)}  ${outcome.words}  ${outcome.json.state}`)
  }
  const copied = synced.flatMap(({ site, views }) => views.map((view) => ({ site, ...view })))
  if (copied.length === 0) return
  if (sent.length > 0) output.line('')
  for (const line of toTable(isNamed ? [siteColumn, ...columns] : columns, copied, output)) output.line(line)
}

/** What was done at the sites, and why nothing was done at some. */
interface Done {
  readonly synced: readonly Synced[]
  readonly errors: readonly PresentedError[]
}

/** Tells the errors, and gives the exit code: of the first that failed, else of the first that waits. */
export const tellErrors = ({ output }: CommandContext, { synced, errors }: Done): ExitCode | undefined => {
  const ofOperations = synced.flatMap(({ outcomes }) => outcomes.flatMap(({ error }) => error ?? []))
  const all = [...errors, ...ofOperations]
  const first = all.find(({ exitCode }) => exitCode !== exitCodes.queued) ?? all[0]
  for (const error of errors) output.error(error)
  if (first !== undefined && !errors.includes(first)) output.error(first)
  return first?.exitCode
}

/** What was done until a `sync` was stopped. */
interface Stopped extends Done {
  /** Sites at which nothing was done. */
  readonly left: readonly string[]
}

/** Says how far a `sync` came that was stopped, in one line, and gives the exit code; undefined where it was not. */
export const tellStopped = ({ output, signal }: CommandContext, stopped: Stopped): ExitCode | undefined => {
  if (!signal.aborted) return undefined
  for (const error of stopped.errors) output.error(error)
  if (!output.json)
    output.note(stopped.synced.length === 0 ? 'Stopped before anything was done' : stoppedWords(stopped))
  return exitCodes.cancelled
}

const stoppedWords = ({ synced, left }: Stopped): string => {
  const states = synced.flatMap(({ outcomes }) => outcomes.map(({ json }) => json.state))
  const copied = synced.reduce((sum, { views }) => sum + views.length, 0)
  const wanted = synced.reduce((sum, one) => sum + one.wanted, 0)
  const views = wanted === 0 ? 'no view copied' : `${copied} of ${wanted} view${wanted === 1 ? '' : 's'} copied`
  return [
    'Stopped: ',
    states.length === 0 ? '' : `${sentWords(states)}; `,
    views,
    copied === wanted && wanted > 0 ? '' : ', the next sync goes on from there',
    left.length === 0 ? '' : `; nothing done at ${left.join(', ')}`,
  ].join('')
}

interface CopiedView extends ViewJson {
  readonly site: string
}

const siteColumn: Column<CopiedView> = { title: 'Site', value: ({ site }) => site }

const columns: readonly Column<CopiedView>[] = [
  { title: 'View', value: ({ view }) => view, style: () => 'bold' },
  { title: 'Issues', value: ({ issues }) => String(issues) },
  { title: 'New', value: ({ added }) => String(added) },
  { title: 'Changed', value: ({ changed }) => String(changed) },
  { title: 'Gone', value: ({ gone }) => String(gone) },
]
