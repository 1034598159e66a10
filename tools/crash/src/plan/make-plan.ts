import type { IssueKey } from '@mmd/jira-api/model'
import type { Operation } from '@mmd/replica'
import { makeIssues } from './create-steps.ts'
import { type Maker, type Making, makers, makersBeside } from './makers.ts'
import type { Step } from './step.ts'
import type { StockIssue } from './stock.ts'

/** What the processes of a run are told to do. */
export interface Plan {
  readonly steps: readonly Step[]
  /** For a second process on the same copy; empty: there is none. */
  readonly beside: readonly Step[]
}

export interface PlanPorts extends Omit<Making, 'issue' | 'statuses' | 'used'> {
  readonly newKey: () => IssueKey
}

const attempts = 20

/** Draws until one can be made. */
const draw = (making: Omit<Making, 'issue'>, from: readonly Maker[], issues: readonly StockIssue[]): Operation => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const issue = making.random.pick(issues)
    const operation = making.random.pick(from)({ ...making, issue })
    if (operation !== undefined) return operation
  }
  throw new Error('Nothing could be made of the stock')
}

/** After a step of the workflow was taken back nobody knows where the issue stands. */
const forget = (statuses: Map<IssueKey, string>, step: Step | undefined): void => {
  if (step?.kind !== 'perform') return
  for (const { kind, key } of step.operations) if (kind === 'transition') statuses.delete(key)
}

/** A random list of steps: single operations, several at once, new issues, and some steps taken back. */
export const makePlan = (ports: PlanPorts): Plan => {
  const { random, stock } = ports
  const issues = [...stock.issues, stock.quiet]
  const statuses = new Map(issues.map(({ detail }) => [detail.key, detail.status.id]))
  const making = { ...ports, statuses, used: new Set<string>() }
  const steps: Step[] = []
  const count = random.between(6, 14)
  for (let index = 0; index < count; index += 1) {
    const undoable = steps.filter(({ kind }) => kind === 'perform')
    if (undoable.length > 0 && random.chance(0.12)) {
      const { index: of } = random.pick(undoable.slice(-3))
      forget(statuses, steps[of])
      steps.push({ kind: 'undo', index, of })
    } else if (random.chance(0.12)) {
      const operations = makeIssues({ ...making, issue: random.pick(issues) }, ports.newKey)
      steps.push({ kind: 'perform', index, operations })
    } else {
      const several = random.chance(0.15) ? random.between(2, 4) : 1
      const operations = Array.from({ length: several }, () => draw(making, makers, issues))
      steps.push({ kind: 'perform', index, operations })
    }
  }
  const beside = random.chance(0.3) ? random.between(2, 5) : 0
  return {
    steps,
    beside: Array.from({ length: beside }, (_, at) => ({
      kind: 'perform',
      index: count + at,
      operations: [draw(making, makersBeside, issues)],
    })),
  }
}
