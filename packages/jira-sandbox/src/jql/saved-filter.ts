import type { Comparison, Condition, Operand } from './ast.ts'
import type { JqlContext, Test } from './context.ts'
import { JqlError } from './jql-error.ts'
import { parseJql } from './parse.ts'

/** What the clause of saved filters is called, in lower case. */
const names: ReadonlySet<string> = new Set(['filter', 'request', 'savedfilter', 'searchrequest'])

export const isFilterClause = ({ field }: Comparison): boolean => names.has(field.toLowerCase())

/** Filters whose queries are being read: one that finds itself would never end. */
type Open = readonly string[]

export type CompileCondition = (condition: Condition, context: JqlContext, open: Open) => Test

const queryOf = (operand: Operand, { world, user }: JqlContext, field: string, open: Open) => {
  if (operand.kind !== 'value') throw new JqlError(`The field '${field}' takes a saved filter.`)
  const { text } = operand
  const wanted = text.toLowerCase()
  const found =
    user === undefined ? undefined : world.filters.find(({ id, name }) => id === text || name.toLowerCase() === wanted)
  if (found === undefined)
    throw new JqlError(
      /^\d+$/u.test(text)
        ? `A value with ID '${text}' does not exist for the field '${field}'.`
        : `The value '${text}' does not exist for the field '${field}'.`,
    )
  if (open.includes(found.id))
    throw new JqlError(
      `Field '${field}' with value '${text}' matches filter '${found.name}' and causes a cyclical reference, this query can not be executed.`,
    )
  return { id: found.id, where: parseJql(found.jql).where }
}

/** What a saved filter finds, without its order. */
export const filterTest = (
  { field, operator, operand }: Comparison,
  context: JqlContext,
  compile: CompileCondition,
  open: Open,
): Test => {
  if (!['=', '!=', 'in', 'not in'].includes(operator))
    throw new JqlError(`The operator '${operator}' is not supported by the '${field}' field.`)
  const operands = operand.kind === 'list' ? operand.items : [operand]
  const tests = operands.map((one) => {
    const { id, where } = queryOf(one, context, field, open)
    return where === undefined ? () => true : compile(where, context, [...open, id])
  })
  const isIn = operator === '=' || operator === 'in'
  return (issue) => tests.some((test) => test(issue)) === isIn
}
