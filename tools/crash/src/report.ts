import type { RunResult } from './run/run.ts'

/** What came of all runs together. */
export interface Totals {
  runs: number
  failed: number
  kills: number
  troubles: number
  /** Operations by their state. */
  readonly states: Map<string, number>
  /** Operations that wait, by their reason. */
  readonly reasons: Map<string, number>
  readonly problems: Map<string, number>
}

export const noTotals = (): Totals => ({
  runs: 0,
  failed: 0,
  kills: 0,
  troubles: 0,
  states: new Map(),
  reasons: new Map(),
  problems: new Map(),
})

const count = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)

export const addResult = (totals: Totals, { problems, kills, troubles, operations }: RunResult): void => {
  totals.runs += 1
  totals.kills += kills
  totals.troubles += troubles
  if (problems.length > 0) totals.failed += 1
  for (const { kind } of problems) count(totals.problems, kind)
  for (const { state, error, operation } of operations) {
    count(totals.states, state)
    if (state !== 'sent' && state !== 'dropped')
      count(totals.reasons, `${operation.kind} ${state}: ${error?.code ?? 'behind another'}`)
  }
}

const list = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ')

/** The closing lines. */
export const toText = (totals: Totals): string => {
  const all = [...totals.states.values()].reduce((sum, number) => sum + number, 0)
  const lines = [
    `${totals.runs} runs, ${totals.kills} processes killed, ${totals.troubles} faults, ${all} operations: ${list(totals.states)}`,
    ...(totals.reasons.size === 0 ? [] : [`Waiting with a reason: ${list(totals.reasons)}`]),
    totals.failed === 0
      ? 'Every operation is there exactly once, or waits with its reason: none lost, none doubled.'
      : `✗ ${totals.failed} runs failed: ${list(totals.problems)}`,
  ]
  return `${lines.join('\n')}\n`
}

/** One run that failed: its problems, and its story where it is short enough to be read here. */
export const failureText = ({ seed, deployment, problems, story }: RunResult, folder: string): string =>
  [
    `✗ --runs 1 --seed ${seed} --deployment ${deployment} (kept in ${folder})`,
    ...problems.map(({ kind, text }) => `  ${kind}: ${text}`),
    ...story.map((line) => `    ${line.slice(0, 200)}`),
    '',
  ].join('\n')
