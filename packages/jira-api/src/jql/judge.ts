import { operatorsOf } from './field-types.ts'
import type { JqlKnown } from './known.ts'
import type { JqlReading } from './read.ts'
import type { JqlFault } from './token.ts'

/**
 * A field that no site knows, or an operator that it does not take; null: nothing is to be said. A doubt, no more: what
 * a site lists is what one sees there, and its words decide.
 */
export const doubtOf = ({ clauses, context }: JqlReading, known: JqlKnown): JqlFault | null => {
  if (!known.isWhole) return null
  for (const { field, operator, operatorFrom, operatorTo } of clauses) {
    // Whoever is still typing a name is not told that it is wrong.
    if (context.from === field.from && context.from !== context.to) continue
    const found = known.field(field.text)
    // Properties and what apps add are in no catalogue.
    if (found === undefined && /[[\].]/.test(field.text)) continue
    if (found === undefined)
      return { from: field.from, to: field.to, message: `No field is called ${field.text} here`, isOpen: false }
    const operators = operatorsOf(found)
    const isPart = operators.some((one) => one === operator || one.startsWith(`${operator} `))
    if (operator !== '' && !isPart)
      return {
        from: operatorFrom,
        to: operatorTo,
        message: `${field.text} takes ${operators.join(', ')}`,
        isOpen: false,
      }
  }
  return null
}
