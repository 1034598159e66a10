import { type ConfigProblem, problemLine } from '../../config/problem.ts'
import type { Output } from '../output/output.ts'

/** Two lines for each mistake: where and what, and what to do. */
export const reportProblems = (
  output: Pick<Output, 'line' | 'paint'>,
  file: string,
  problems: readonly ConfigProblem[],
): void => {
  for (const problem of problems) {
    output.line(output.paint('red', problemLine(problem, file)))
    output.line(output.paint('dim', `  ${problem.todo}`))
  }
}
