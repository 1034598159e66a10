/** What can stand at a place of a query. */
export type JqlExpectation =
  | 'clause'
  | 'operator'
  /** Behind NOT. */
  | 'in'
  /** Behind IS. */
  | 'empty'
  /** Behind WAS: NOT and IN too. */
  | 'was'
  | 'value'
  /** Behind IN: a list or a function. */
  | 'list'
  | 'item'
  | 'next-item'
  /** The parenthesis behind a function's name. */
  | 'call'
  | 'first-argument'
  | 'argument'
  | 'next-argument'
  | 'connective'
  | 'by'
  | 'sort'
  | 'direction'
  | 'next-sort'

/** What is to stand there, for people. */
const words: Readonly<Record<JqlExpectation, string>> = {
  clause: 'A field is expected here',
  operator: 'An operator is expected here, such as =, IN or IS',
  in: 'IN is expected here',
  empty: 'EMPTY is expected here',
  was: 'A value is expected here',
  value: 'A value is expected here',
  list: 'A list in parentheses is expected here',
  item: 'A value is expected here',
  'next-item': 'A comma or ) is expected here',
  call: '( is expected here',
  'first-argument': 'An argument or ) is expected here',
  argument: 'An argument is expected here',
  'next-argument': 'A comma or ) is expected here',
  connective: 'AND, OR or ORDER BY is expected here',
  by: 'BY is expected here',
  sort: 'A field to sort by is expected here',
  direction: 'ASC, DESC or a comma is expected here',
  'next-sort': 'A comma is expected here',
}

export const expectationWords = (expects: JqlExpectation): string => words[expects]

/** Where a query may end. */
export const mayEnd = (expects: JqlExpectation): boolean =>
  expects === 'connective' || expects === 'direction' || expects === 'next-sort'
