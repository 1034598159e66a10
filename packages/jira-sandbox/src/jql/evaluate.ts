import { passesSecurity } from '../world/security.ts'
import type { SandboxIssue } from '../world/world.ts'
import type { Comparison, Condition, Sorting } from './ast.ts'
import type { Clause } from './clause.ts'
import { compileComparison } from './compare.ts'
import type { JqlContext, Test } from './context.ts'
import { customClauses } from './custom-clauses.ts'
import { JqlError } from './jql-error.ts'
import { parseJql } from './parse.ts'
import { filterTest, isFilterClause } from './saved-filter.ts'
import { systemClauses } from './system-clauses.ts'

/** The clauses a written field name stands for, by any of its names; empty: there is no such field. */
export const clausesNamed = (name: string): readonly Clause[] => {
  const lower = name.toLowerCase()
  const system = Object.hasOwn(systemClauses, lower) ? systemClauses[lower] : undefined
  return system === undefined ? customClauses(lower) : [system]
}

const findClauses = (name: string): readonly Clause[] => {
  const found = clausesNamed(name)
  if (found.length === 0) throw new JqlError(`Field '${name}' does not exist or you do not have permission to view it.`)
  return found
}

// Two fields may share a name: the comparison means whichever can take it, or both.
const compileNamed = (comparison: Comparison, context: JqlContext): Test => {
  const tests: Test[] = []
  let refusal: unknown
  for (const clause of findClauses(comparison.field)) {
    try {
      tests.push(compileComparison(clause, comparison, context))
    } catch (error) {
      refusal = error
    }
  }
  if (tests.length === 0) throw refusal
  return (issue) => tests.some((test) => test(issue))
}

// All that is wrong is told at once, as Jira does.
const compileAll = (parts: readonly Condition[], context: JqlContext, open: readonly string[]): Test[] => {
  const messages: string[] = []
  const tests = parts.flatMap((part) => {
    try {
      return [compile(part, context, open)]
    } catch (error) {
      if (!(error instanceof JqlError)) throw error
      messages.push(...error.messages)
      return []
    }
  })
  if (messages.length > 0) throw new JqlError(...new Set(messages))
  return tests
}

const compile = (condition: Condition, context: JqlContext, open: readonly string[] = []): Test => {
  if (condition.kind === 'comparison')
    return isFilterClause(condition) ? filterTest(condition, context, compile, open) : compileNamed(condition, context)
  if (condition.kind === 'not') {
    const test = compile(condition.part, context, open)
    return (issue) => !test(issue)
  }
  const tests = compileAll(condition.parts, context, open)
  return condition.kind === 'and'
    ? (issue) => tests.every((test) => test(issue))
    : (issue) => tests.some((test) => test(issue))
}

type SortValue = string | number | undefined

interface Order {
  readonly direction: 1 | -1
  readonly valueOf: (issue: SandboxIssue) => SortValue
}

const compareValues = (a: SortValue, b: SortValue): number => {
  if (a === b) return 0
  if (a === undefined) return 1
  if (b === undefined) return -1
  return a < b ? -1 : 1
}

const compileOrder = ({ field, descending }: Sorting, context: JqlContext): Order => {
  const [clause] = findClauses(field)
  const sort = clause?.sort
  if (sort === undefined) throw new JqlError(`Not able to sort using field '${field}'.`)
  const downwards = descending ?? clause?.descendsByDefault ?? false
  return { direction: downwards ? -1 : 1, valueOf: (issue) => sort(issue, context) }
}

// Keys sort by number, not by letter: PAY-9 comes before PAY-10.
const byKey = (a: SandboxIssue, b: SandboxIssue): number =>
  compareValues(a.projectKey, b.projectKey) || a.number - b.number

const sortIssues = (issues: readonly SandboxIssue[], orders: readonly Order[]): readonly SandboxIssue[] => {
  const rows = issues.map((issue) => ({ issue, values: orders.map(({ valueOf }) => valueOf(issue)) }))
  rows.sort((a, b) => {
    for (const [index, { direction }] of orders.entries()) {
      const difference = compareValues(a.values[index], b.values[index])
      if (difference !== 0) return direction * difference
    }
    return byKey(a.issue, b.issue)
  })
  return rows.map(({ issue }) => issue)
}

/** The visible issues that a query finds, in its order (newest key first without one); throws a JqlError. */
export const searchIssues = (jql: string, context: JqlContext): readonly SandboxIssue[] => {
  const { where, orderBy } = parseJql(jql)
  const test = where === undefined ? () => true : compile(where, context)
  const orders = orderBy.map((sorting) => compileOrder(sorting, context))
  const visible = new Set(context.projects.map(({ key }) => key))
  const sees = (issue: SandboxIssue): boolean => passesSecurity(context.world, context.user, issue)
  const found = context.world.issues.filter(
    (issue) => visible.has(issue.projectKey) && issue.archived === undefined && sees(issue) && test(issue),
  )
  return orders.length === 0 ? found.sort((a, b) => -byKey(a, b)) : sortIssues(found, orders)
}
