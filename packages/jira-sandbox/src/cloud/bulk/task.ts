import type { Exchange } from '../../exchange.ts'
import type { JsonObject } from '../../rest/input.ts'
import { Refusal } from '../../rest/refusal.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { accountIdOf } from '../account-ids.ts'
import type { CloudSwitches } from '../switches.ts'

/** What is done to one issue; a refusal means that it failed. */
export type BulkWork = (issue: SandboxIssue, exchange: Exchange) => void

/** How fast tasks go, and how they end. */
export interface TaskPace {
  /** Milliseconds from submission to completion. */
  readonly ms: number
  /** Above 0: a task is complete after so many polls, however long they take. */
  readonly polls: number
  /** What a task comes to; unless it is complete it stops half-way. */
  readonly end: CloudSwitches['bulkTaskEnd']
  readonly time: CloudSwitches['bulkTaskTime']
}

/** One asynchronous operation on many issues. */
export interface BulkTask {
  readonly id: string
  readonly isOver: boolean
  /** Does what is due by a time. */
  advance(now: number): void
  poll(now: number): JsonObject
}

/** What a new task is to do. */
export interface BulkOrder {
  readonly id: string
  readonly issues: readonly SandboxIssue[]
  readonly work: BulkWork
  /** How many of the issues that were named are not there or not seen. */
  readonly missing: number
  readonly exchange: Exchange
}

const textsOf = ({ messages, errors }: Refusal): readonly string[] => [...messages, ...Object.values(errors)]

/** A task that does its work issue by issue while time goes by. */
export const createBulkTask = ({ id, issues, work, missing, exchange }: BulkOrder, pace: TaskPace): BulkTask => {
  const created = exchange.now
  const done: number[] = []
  const failed: Record<string, readonly string[]> = {}
  let [at, polls, updated] = [0, 0, created]
  const doUpTo = (count: number, now: number): void => {
    while (at < count) {
      const issue = issues[at]
      at += 1
      updated = now
      if (issue === undefined) continue
      try {
        work(issue, { ...exchange, now })
        done.push(issue.id)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        failed[String(issue.id)] = textsOf(error)
      }
    }
  }
  const share = (now: number): number =>
    pace.polls > 0 ? Math.min(1, polls / pace.polls) : pace.ms <= 0 ? 1 : Math.min(1, (now - created) / pace.ms)
  let reached = 0
  const most = pace.end === 'COMPLETE' ? 1 : 0.5
  const advance = (now: number): void => {
    reached = Math.max(reached, share(now))
    doUpTo(Math.floor(issues.length * Math.min(reached, most)), now)
  }
  const told = (time: number): number | string => (pace.time === 'epoch' ? time : new Date(time).toISOString())
  const status = (): string => (reached >= 1 ? pace.end : reached > 0 ? 'RUNNING' : 'ENQUEUED')
  return {
    id,
    get isOver() {
      return reached >= 1
    },
    advance,
    poll: (now) => {
      advance(now)
      polls += 1
      return {
        taskId: id,
        status: status(),
        progressPercent: Math.floor(Math.min(reached, most) * 100),
        submittedBy: { accountId: accountIdOf(exchange.user?.key ?? '') },
        created: told(created),
        ...(reached > 0 ? { started: told(created) } : {}),
        updated: told(updated),
        totalIssueCount: issues.length + missing,
        processedAccessibleIssues: [...done],
        failedAccessibleIssues: { ...failed },
        invalidOrInaccessibleIssueCount: missing,
      }
    },
  }
}
