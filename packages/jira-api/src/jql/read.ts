import { expectationWords, type JqlExpectation, mayEnd } from './expectation.ts'
import { takesPredicates, takeToken } from './steps.ts'
import { type JqlFault, type JqlToken, tokeniseJql, unescapeJql } from './token.ts'
import { blame, type JqlClause, type JqlRole, newWalker, type Walker } from './walker.ts'
import type { JqlPredicate } from './words.ts'

/** A stretch of a query that looks alike. */
export interface JqlSpan {
  readonly from: number
  readonly to: number
  readonly role: JqlRole
}

/** Where the cursor stands in a query, and so what can be offered there. */
export interface JqlContext {
  readonly expects: JqlExpectation
  /** The field of the condition; null: none, or in the sorting. */
  readonly field: string | null
  /** In small letters as far as it is written, such as `was not`; empty: none. */
  readonly operator: string
  /** Whose value is expected, behind WAS and CHANGED. */
  readonly predicate: JqlPredicate | null
  /** Behind a whole condition with WAS or CHANGED: a predicate may follow. */
  readonly takesPredicates: boolean
  /** Only before any condition may the sorting stand alone. */
  readonly isStart: boolean
  /** A parenthesis around conditions is open. */
  readonly inGroup: boolean
  /** Values stand in the parentheses of a list. */
  readonly inList: boolean
  /** What a completion takes the place of: the piece that the cursor is in, up to its end. */
  readonly from: number
  readonly to: number
  /** What of that piece stands before the cursor, without its quotes. */
  readonly typed: string
}

/** All that can be said of a query without asking a site. */
export interface JqlReading {
  readonly text: string
  /** They cover the text without a gap. */
  readonly spans: readonly JqlSpan[]
  readonly clauses: readonly JqlClause[]
  /** The first thing that is wrong; null: nothing is. */
  readonly fault: JqlFault | null
  /** There is nothing but blanks. */
  readonly isEmpty: boolean
  readonly context: JqlContext
}

/** The piece is still being written where the cursor is. */
const isBeingTyped = ({ kind, from, to, fault, text }: JqlToken, cursor: number): boolean => {
  if (from >= cursor || to < cursor) return false
  if (kind === 'word') return true
  if (kind === 'quoted') return cursor < to || fault?.isOpen === true
  return kind === 'operator' && (text === '!' || cursor < to)
}

const contextAt = (walker: Walker, text: string, cursor: number, token: JqlToken | undefined): JqlContext => {
  const { expects, clause, predicate, groups, inList, isStart } = walker
  const quote = token?.kind === 'quoted' ? 1 : 0
  return {
    expects,
    field: clause?.field.text ?? null,
    operator: clause?.operator ?? '',
    predicate: predicate ?? null,
    takesPredicates: takesPredicates(walker),
    isStart,
    inGroup: groups.length > 0,
    inList,
    from: token?.from ?? cursor,
    // A quote that is not closed yet must not take all that follows with it.
    to: token === undefined || token.fault?.isOpen === true ? cursor : token.to,
    typed: token === undefined ? '' : unescapeJql(text.slice(token.from + quote, cursor)),
  }
}

const finish = (walker: Walker, text: string, isEmpty: boolean): void => {
  const end = { from: text.length, to: text.length, isOpen: true }
  if (!isEmpty && !mayEnd(walker.expects)) blame(walker, { ...end, message: expectationWords(walker.expects) })
  if (walker.groups.length > 0 && walker.expects === 'connective')
    blame(walker, { ...end, message: expectationWords('connective').replace('ORDER BY', ')') })
}

/**
 * Reads any text at all as a query of either deployment: what each piece is, what is wrong first, and what the cursor (a place
 * in UTF-16 units) is in. Never throws; linear in the length of the text.
 */
export const readJql = (text: string, cursor: number = text.length): JqlReading => {
  const tokens = tokeniseJql(text)
  const solid = tokens.filter(({ kind }) => kind !== 'blank')
  const walker = newWalker()
  const spans: JqlSpan[] = []
  let context: JqlContext | undefined
  let at = 0
  for (const token of tokens) {
    const { from, to, kind, fault } = token
    if (kind === 'blank') {
      spans.push({ from, to, role: 'blank' })
      continue
    }
    at += 1
    if (context === undefined && to >= cursor) {
      if (isBeingTyped(token, cursor)) context = contextAt(walker, text, cursor, token)
      else if (from >= cursor) context = contextAt(walker, text, cursor, undefined)
    }
    if (fault !== undefined) blame(walker, fault)
    spans.push({ from, to, role: takeToken(walker, token, solid[at]) })
  }
  const isEmpty = solid.length === 0
  finish(walker, text, isEmpty)
  return {
    text,
    spans,
    clauses: walker.clauses,
    fault: walker.fault ?? null,
    isEmpty,
    context: context ?? contextAt(walker, text, cursor, undefined),
  }
}
