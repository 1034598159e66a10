import { visiblyPublic } from './public-comments.ts'
import type { SandboxIssue } from './world.ts'

/** One run of the clock of an agreement. Milliseconds. */
export interface Cycle {
  readonly start: number
  /** Null: it runs. */
  readonly stop: number | null
  readonly goal: number
  readonly elapsed: number
  readonly paused: boolean
}

/** What was promised about an issue, and how it stands. */
export interface Agreement {
  readonly id: string
  readonly fieldId: string
  readonly name: string
  readonly cycles: readonly Cycle[]
}

const hourMs = 3_600_000

const pausing = '10021'

const hours: Readonly<Record<string, number>> = { '1': 4, '2': 8, '3': 24, '4': 48, '5': 72 }

const resolution = (issue: SandboxIssue, now: number): Cycle => {
  const paused = issue.resolved === null && issue.statusId === pausing
  const until = issue.resolved ?? (paused ? issue.updated : now)
  return {
    start: issue.created,
    stop: issue.resolved,
    goal: (hours[issue.priorityId] ?? 24) * hourMs,
    elapsed: Math.max(0, until - issue.created),
    paused,
  }
}

const firstResponse = (issue: SandboxIssue, now: number): Cycle => {
  const answered = issue.comments.find(
    (comment) => comment.authorKey !== issue.reporterKey && visiblyPublic(comment),
  )?.created
  const stop = answered ?? issue.resolved
  return {
    start: issue.created,
    stop,
    goal: 2 * hourMs,
    elapsed: Math.max(0, (stop ?? now) - issue.created),
    paused: false,
  }
}

/** The agreements on an issue of the service desk; none on others. The clock knows no nights and no weekends. */
export const agreementsOn = (issue: SandboxIssue, now: number): readonly Agreement[] =>
  issue.projectKey === 'SUP' && issue.parentId === null
    ? [
        { id: '1', fieldId: 'customfield_10230', name: 'Time to resolution', cycles: [resolution(issue, now)] },
        { id: '2', fieldId: 'customfield_10231', name: 'Time to first response', cycles: [firstResponse(issue, now)] },
      ]
    : []
