import type { Verdict } from './verdict.ts'

/** The parts of the report, in its order. */
export const groups = ['This machine', 'The way to the site', 'Jira', 'Signing in'] as const
export type Group = (typeof groups)[number]

/** One step of the doctor; `S` is what it looks at. */
export interface Check<S> {
  /** Stable: scripts go by it. */
  readonly id: string
  /** At most 18 columns. */
  readonly title: string
  readonly group: Group
  /** What is being done, for when it takes long: `Looking up the host name`. */
  readonly doing: string
  /** Checks without which this one makes no sense: when one of them failed, this is not run. */
  readonly needs: readonly string[]
  /** Throws only when the run was cancelled, or for what nobody thought of. */
  readonly run: (subject: S) => Promise<Verdict>
}

/** A check that was run or passed over. */
export interface CheckResult {
  readonly check: Pick<Check<never>, 'id' | 'title' | 'group'>
  readonly verdict: Verdict
  /** How long it took. */
  readonly ms: number
}
