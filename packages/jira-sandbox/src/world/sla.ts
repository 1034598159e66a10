import { visiblyPublic } from './public-comments.ts'
import { type Span, statusSpans } from './status-spans.ts'
import type { SandboxIssue } from './world.ts'

/** One run of the clock of an agreement. Milliseconds. */
export interface Cycle {
  readonly start: number
  /** Null: it runs. */
  readonly stop: number | null
  readonly goal: number
  /** Without the time that it stood still. */
  readonly elapsed: number
  readonly paused: boolean
  /** When it ran out or will, if it goes on like this; null: it stands still, or was in time. */
  readonly breach: number | null
}

/** What was promised about an issue, and how it stands. */
export interface Agreement {
  readonly id: string
  readonly fieldId: string
  readonly name: string
  /** Oldest first; only the last can be running. */
  readonly cycles: readonly Cycle[]
}

const hourMs = 3_600_000

const waitingForCustomer = '10021'
const solved = new Set(['5', '6'])

const hours: Readonly<Record<string, number>> = { '1': 4, '2': 8, '3': 24, '4': 48, '5': 72 }

interface Run {
  readonly start: number
  readonly elapsed: number
  readonly paused: boolean
  readonly breach: number | null
}

const goOn = (run: Run, { from, to, statusId }: Span, goal: number): Run => {
  if (statusId === waitingForCustomer) return { ...run, paused: true }
  const elapsed = run.elapsed + to - from
  return { ...run, elapsed, paused: false, breach: run.breach ?? (elapsed > goal ? from + goal - run.elapsed : null) }
}

/** Runs from the making to the solution, and again after each time that an issue is opened again. */
const solutions = (issue: SandboxIssue, now: number): readonly Cycle[] => {
  const goal = (hours[issue.priorityId] ?? 24) * hourMs
  const cycles: Cycle[] = []
  let run: Run | undefined
  for (const span of statusSpans(issue, now)) {
    if (!solved.has(span.statusId)) {
      run = goOn(run ?? { start: span.from, elapsed: 0, paused: false, breach: null }, span, goal)
    } else if (run !== undefined) {
      cycles.push({ ...run, goal, stop: span.from, paused: false })
      run = undefined
    }
  }
  if (run === undefined) return cycles
  const ahead = run.paused ? null : now + goal - run.elapsed
  return [...cycles, { ...run, goal, stop: null, breach: run.breach ?? ahead }]
}

const firstAnswer = (issue: SandboxIssue, now: number): Cycle => {
  const answered = issue.comments.find(
    (comment) => comment.authorKey !== issue.reporterKey && visiblyPublic(comment),
  )?.created
  const stop = answered ?? issue.resolved
  const goal = 2 * hourMs
  const elapsed = Math.max(0, (stop ?? now) - issue.created)
  const breach = stop === null || elapsed > goal ? issue.created + goal : null
  return { start: issue.created, stop, goal, elapsed, paused: false, breach }
}

/** The agreements on an issue of the service desk; none on others. The clock knows no nights and no weekends. */
export const agreementsOn = (issue: SandboxIssue, now: number): readonly Agreement[] =>
  issue.projectKey === 'SUP' && issue.parentId === null
    ? [
        { id: '1', fieldId: 'customfield_10230', name: 'Time to resolution', cycles: solutions(issue, now) },
        { id: '2', fieldId: 'customfield_10231', name: 'Time to first response', cycles: [firstAnswer(issue, now)] },
      ]
    : []
