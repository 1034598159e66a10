import type { Condition, Operand, Query, Sorting } from '../../jql/ast.ts'
import type { JsonObject } from '../../rest/input.ts'

/** A word as it stands in a query: in quotation marks unless it needs none. */
export const quoted = (text: string): string =>
  /^[\w-]+$/u.test(text) ? text : `"${text.replaceAll(/["\\]/gu, '\\$&')}"`

const operandJson = (operand: Operand): JsonObject => {
  switch (operand.kind) {
    case 'value':
      return { value: operand.text, encodedValue: quoted(operand.text) }
    case 'empty':
      return { keyword: 'empty', encodedOperand: 'EMPTY' }
    case 'function':
      return {
        function: operand.name,
        arguments: operand.args,
        encodedOperand: `${operand.name}(${operand.args.map(quoted).join(', ')})`,
      }
    case 'list':
      return { values: operand.items.map(operandJson), encodedOperand: '' }
  }
}

const fieldJson = (name: string): JsonObject => ({ name, encodedName: quoted(name) })

const whereJson = (condition: Condition): JsonObject => {
  if (condition.kind === 'comparison') {
    return {
      field: fieldJson(condition.field),
      operator: condition.operator,
      ...(condition.operator === 'changed' ? { predicates: [] } : { operand: operandJson(condition.operand) }),
    }
  }
  if (condition.kind === 'not') return { operator: 'not', clauses: [whereJson(condition.part)] }
  return { operator: condition.kind, clauses: condition.parts.map(whereJson) }
}

const sortingJson = ({ field, descending }: Sorting): JsonObject => ({
  field: fieldJson(field),
  ...(descending === undefined ? {} : { direction: descending ? 'desc' : 'asc' }),
})

/** What a query is made of. */
export const structureJson = ({ where, orderBy }: Query): JsonObject => ({
  ...(where === undefined ? {} : { where: whereJson(where) }),
  ...(orderBy.length === 0 ? {} : { orderBy: { fields: orderBy.map(sortingJson) } }),
})
