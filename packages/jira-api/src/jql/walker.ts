import { capLine } from '../untrusted.ts'
import { expectationWords, type JqlExpectation } from './expectation.ts'
import type { JqlFault, JqlToken } from './token.ts'
import type { JqlPredicate } from './words.ts'

/** What a piece of a query is, for its look. */
export type JqlRole = 'blank' | 'field' | 'operator' | 'keyword' | 'value' | 'function' | 'punctuation' | 'wrong'

/** A condition on a field, as far as it is written. */
export interface JqlClause {
  readonly field: JqlToken
  /** In small letters, such as `was not in`; empty while there is none. */
  readonly operator: string
  /** Where the operator stands; both ends at the field's end while there is none. */
  readonly operatorFrom: number
  readonly operatorTo: number
  /** The values, without functions and those of predicates. */
  readonly values: readonly JqlToken[]
}

/** A clause while it is being read. */
interface OpenClause {
  readonly field: JqlToken
  operator: string
  operatorFrom: number
  operatorTo: number
  readonly values: JqlToken[]
}

/** Where the reading of a query stands. */
export interface Walker {
  expects: JqlExpectation
  /** The parentheses around conditions that are open. */
  readonly groups: JqlToken[]
  readonly clauses: OpenClause[]
  /** The clause that is being read; undefined between clauses and in the sorting. */
  clause: OpenClause | undefined
  predicate: JqlPredicate | undefined
  /** Values are read in the parentheses of a list. */
  inList: boolean
  /** Nothing but the sorting may come first, and only before any condition. */
  isStart: boolean
  fault: JqlFault | undefined
}

export const newWalker = (): Walker => ({
  expects: 'clause',
  groups: [],
  clauses: [],
  clause: undefined,
  predicate: undefined,
  inList: false,
  isStart: true,
  fault: undefined,
})

/** True for one of these words of the language, in any case and not quoted. */
export const isWord = ({ kind, text }: JqlToken, ...words: readonly string[]): boolean =>
  kind === 'word' && words.includes(text.toLowerCase())

/** Keeps the first thing that is wrong. */
export const blame = (walker: Walker, fault: JqlFault): void => {
  walker.fault ??= fault
}

/** How much of a piece is repeated in words about it. */
const mostShown = 24

/** Says what should have stood where the piece is. */
export const unexpected = (walker: Walker, token: JqlToken): JqlRole => {
  const message = `${expectationWords(walker.expects)}, not ${capLine(token.text.trim() || '""', mostShown)}`
  blame(walker, { from: token.from, to: token.to, message, isOpen: false })
  return 'wrong'
}

/** Goes on with the condition on a field. */
export const beginClause = (walker: Walker, field: JqlToken): void => {
  walker.clause = { field, operator: '', operatorFrom: field.to, operatorTo: field.to, values: [] }
  walker.clauses.push(walker.clause)
  walker.predicate = undefined
  walker.isStart = false
  walker.expects = 'operator'
}

/** Adds a piece to the operator: `was`, `was not`, `was not in`. */
export const extendOperator = (walker: Walker, token: JqlToken): void => {
  const { clause } = walker
  if (clause === undefined) return
  if (clause.operator === '') clause.operatorFrom = token.from
  clause.operator = `${clause.operator} ${token.text.toLowerCase()}`.trim()
  clause.operatorTo = token.to
}

/** A value was read: the list goes on, or the condition is whole. */
export const afterValue = (walker: Walker): void => {
  walker.expects = walker.inList ? 'next-item' : 'connective'
}
