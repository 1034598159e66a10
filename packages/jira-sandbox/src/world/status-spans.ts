import type { SandboxIssue } from './world.ts'

/** A time that an issue spent in one status, epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly statusId: string
}

interface Step {
  readonly at: number
  readonly from: string
  readonly to: string
}

const stepsOf = ({ history }: SandboxIssue): readonly Step[] =>
  history
    .flatMap(({ created, items }) =>
      items.flatMap(({ field, from, to }) =>
        field === 'status' && from !== null && to !== null ? [{ at: created, from, to }] : [],
      ),
    )
    .sort((a, b) => a.at - b.at)

/** The statuses of an issue in the order of time, from its making until `now`; what lies ahead of `now` is left out. */
export const statusSpans = (issue: SandboxIssue, now: number): readonly Span[] => {
  const { created, statusId, resolved, updated } = issue
  const told = stepsOf(issue)
  const last = told.at(-1)?.to
  // A history that does not lead to the status of today lacks its last step.
  const missing = last === undefined || last === statusId ? [] : [{ at: resolved ?? updated, from: last, to: statusId }]
  const steps = [...told, ...missing].filter(({ at }) => at <= now)
  const starts = [created, ...steps.map(({ at }) => Math.max(at, created))]
  const statuses = [steps[0]?.from ?? statusId, ...steps.map(({ to }) => to)]
  return statuses.map((status, index) => {
    const from = starts[index] ?? created
    return { from, to: Math.max(from, starts[index + 1] ?? now), statusId: status }
  })
}
