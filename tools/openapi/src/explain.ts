import type { Difference } from './differences.ts'
import type { Problem } from './judge.ts'

const covers = ({ operation, rule, where }: Difference, problem: Problem): boolean =>
  rule === problem.rule &&
  operation === problem.operation &&
  (typeof where === 'string' ? where === problem.where : where.test(problem.where))

/** Takes off what the table explains; gives each of the others once, and the rows that explain nothing. */
export const explain = (
  found: readonly Problem[],
  table: readonly Difference[],
): { readonly problems: readonly Problem[]; readonly unused: readonly Difference[] } => {
  const distinct = new Map(found.map((problem) => [JSON.stringify(problem), problem]))
  const used = new Set<Difference>()
  const problems = [...distinct.values()].filter((problem) => {
    const rows = table.filter((row) => covers(row, problem))
    for (const row of rows) used.add(row)
    return rows.length === 0
  })
  return { problems, unused: table.filter((row) => !used.has(row)) }
}
