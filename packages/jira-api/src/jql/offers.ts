import type { JqlField, JqlSuggestion } from '../model/site-model.ts'
import { operatorsOf } from './field-types.ts'
import type { JqlKnown } from './known.ts'
import { fitting } from './match.ts'
import { offeredJql, unquoteJql } from './quote.ts'
import type { JqlContext } from './read.ts'
import { allOperators, predicates } from './words.ts'

/** Something that can stand where the cursor is. */
export interface JqlOffer {
  readonly kind: 'field' | 'operator' | 'value' | 'function' | 'keyword'
  /** As the query gets it. */
  readonly insert: string
  readonly label: string
  /** More about it; empty: nothing. */
  readonly detail: string
}

const word = (kind: JqlOffer['kind'], insert: string, detail = ''): JqlOffer => ({
  kind,
  insert,
  label: insert,
  detail,
})

const keywords = (...all: readonly string[]): readonly JqlOffer[] => all.map((one) => word('keyword', one))

const operatorWords: Readonly<Record<string, string>> = {
  '=': 'is equal to',
  '!=': 'is not equal to',
  '~': 'holds the words',
  '!~': 'does not hold the words',
  in: 'is one of a list',
  'not in': 'is none of a list',
  is: 'for EMPTY',
  'is not': 'for EMPTY',
  was: 'at any time',
  'was not': 'at no time',
  'was in': 'at any time one of a list',
  'was not in': 'at no time one of a list',
  changed: 'at any time',
}

/** Of each list of fields what it offers: sites have thousands, and each key asks. */
const offered = new WeakMap<readonly JqlField[], readonly JqlOffer[]>()

const fieldOffers = (fields: readonly JqlField[]): readonly JqlOffer[] => {
  const known = offered.get(fields)
  if (known !== undefined) return known
  const offers = fields.map(({ value, label }): JqlOffer => {
    const name = unquoteJql(value)
    return { kind: 'field', insert: value, label: name, detail: label === name ? '' : label }
  })
  offered.set(fields, offers)
  return offers
}

const dates: readonly JqlOffer[] = [
  word('value', '-1d', 'a day ago'),
  word('value', '-7d', 'a week ago'),
  word('value', '-30d', 'a month ago'),
]

const dated = new Set(['Date', 'Timestamp', 'Datetime', 'LocalDate'])

const isDate = (types: readonly string[]): boolean => types.some((type) => dated.has(type))

/** Functions of the types of the field, for one value or for a list as the operator wants it. */
const functionOffers = ({ functions }: JqlKnown, types: readonly string[], isList: boolean): readonly JqlOffer[] =>
  functions
    .filter((one) => one.isList === isList && one.types.some((type) => types.includes(type)))
    .map(({ value }) => word('function', value))

const valueOffers = (values: readonly JqlSuggestion[]): readonly JqlOffer[] =>
  values.map(({ value, label }) => {
    const insert = offeredJql(value)
    const name = unquoteJql(insert)
    return { kind: 'value', insert, label: label === '' ? name : label, detail: label === name ? '' : name }
  })

/** What the values at the cursor are of: the field, or for BY people and for times dates. */
const typesAt = ({ predicate, field }: JqlContext, known: JqlKnown): readonly string[] => {
  if (predicate === 'by') return ['ApplicationUser']
  if (predicate !== null && predicate !== 'from' && predicate !== 'to') return ['Date']
  return (field === null ? undefined : known.field(field))?.types ?? []
}

/** The field whose values can be asked of a site at the cursor, as the query calls it; null: there are none. */
export const valueFieldAt = (context: JqlContext): string | null => {
  if (!['value', 'was', 'item'].includes(context.expects)) return null
  if (context.predicate === 'by') return 'assignee'
  return context.predicate === null || context.predicate === 'from' || context.predicate === 'to' ? context.field : null
}

const conditionEnd = ({ takesPredicates, inGroup }: JqlContext): readonly JqlOffer[] => [
  ...keywords('AND', 'OR'),
  ...(takesPredicates ? keywords(...predicates.map((one) => one.toUpperCase())) : []),
  ...keywords(inGroup ? ')' : 'ORDER BY'),
]

const values = (context: JqlContext, known: JqlKnown, given: readonly JqlSuggestion[]): readonly JqlOffer[] => {
  const types = typesAt(context, known)
  const single = functionOffers(known, types, false)
  return [...(isDate(types) ? dates : []), ...single, ...valueOffers(given)]
}

const allAt = (context: JqlContext, known: JqlKnown, given: readonly JqlSuggestion[]): readonly JqlOffer[] => {
  const { expects, field, operator, isStart } = context
  switch (expects) {
    case 'clause':
      return [...fieldOffers(known.fields), ...keywords('NOT', ...(isStart ? ['ORDER BY'] : []))]
    case 'operator': {
      const found = field === null ? undefined : known.field(field)
      const all = found === undefined ? allOperators : operatorsOf(found)
      return all.map((one) => word('operator', one.toUpperCase(), operatorWords[one] ?? ''))
    }
    case 'in':
      return [word('operator', 'IN')]
    case 'empty':
      return [word('value', 'EMPTY'), ...(operator === 'is' ? keywords('NOT') : [])]
    case 'was':
      return [...values(context, known, given), ...keywords(...(operator === 'was' ? ['NOT', 'IN'] : ['IN']))]
    case 'value':
    case 'item':
      return values(context, known, given)
    case 'list':
      return [word('keyword', '('), ...functionOffers(known, typesAt(context, known), true)]
    case 'next-item':
      return keywords(',', ')')
    case 'connective':
      return conditionEnd(context)
    case 'by':
      return keywords('BY')
    case 'sort':
      return fieldOffers(known.sortable)
    case 'direction':
      return keywords('DESC', 'ASC', ',')
    case 'next-sort':
      return keywords(',')
    case 'call':
    case 'first-argument':
    case 'argument':
    case 'next-argument':
      return []
  }
}

/**
 * What can stand where the cursor is, what fits what was typed there best first. `given` are the values that are known of the
 * field of `valueFieldAt`.
 */
export const offersAt = (
  context: JqlContext,
  known: JqlKnown,
  given: readonly JqlSuggestion[] = [],
): readonly JqlOffer[] =>
  fitting(context.typed, allAt(context, known, given), ({ kind, label, detail }) =>
    // What explains an operator is not its name.
    kind === 'operator' || detail === '' ? [label] : [label, detail],
  )

/** A query with the cursor in it. */
export interface JqlText {
  readonly text: string
  readonly cursor: number
}

/** Between the quotes of a function's argument, else behind it. */
const cursorIn = (insert: string): number => (insert.endsWith('("")') ? insert.length - 2 : insert.length)

/** The query with an offer taken in the place of what was typed, and the cursor where one goes on. */
export const takeOffer = (text: string, { from, to, inList, expects }: JqlContext, offer: JqlOffer): JqlText => {
  const { insert, kind } = offer
  const rest = text.slice(to)
  const hasCall = kind === 'function' && rest.startsWith('(')
  const added = hasCall ? insert.slice(0, insert.indexOf('(')) : insert
  const opens = added.endsWith('(')
  // A comma and a closing parenthesis stand at the word before them.
  const isTight = added === ',' || added === ')'
  const before = isTight ? text.slice(0, from).trimEnd() : text.slice(0, from)
  const at = before.length + (hasCall ? added.length : cursorIn(added))
  const isInside = at < before.length + added.length
  const goesOn = !opens && !isInside && !hasCall && (!inList || added === ',' || expects === 'next-item')
  const blank = goesOn && !rest.startsWith(' ') ? ' ' : ''
  const cursor = goesOn ? at + 1 : at
  return { text: before + added + blank + rest, cursor }
}
