import type { Condition, Operand, Operator, Query, Sorting } from './ast.ts'
import { JqlError } from './jql-error.ts'
import { placeOf, type Token, tokenise } from './token.ts'

// Deeper nesting would only serve to exhaust the stack.
const maximumDepth = 200

interface Reader {
  readonly tokens: readonly Token[]
  at: number
  depth: number
}

const endToken: Token = { kind: 'end', text: '', quoted: false, line: 1, column: 1 }
const peek = (reader: Reader, ahead = 0): Token => reader.tokens[reader.at + ahead] ?? reader.tokens.at(-1) ?? endToken
const take = (reader: Reader): Token => {
  const token = peek(reader)
  reader.at += 1
  return token
}

const isWord = (token: Token, ...words: readonly string[]): boolean =>
  token.kind === 'word' && !token.quoted && words.includes(token.text.toLowerCase())
const isSign = (token: Token, ...signs: readonly string[]): boolean =>
  token.kind === 'operator' && signs.includes(token.text)

const reserved = new Set(
  'and or not in is was changed empty null order by cf asc desc after before during on from to abort access add alter any all as avg begin between boolean break byte catch char check commit connect continue count create current date decimal declare decrement default defaults define delete delimiter difference distinct divide do double drop else encoding end equals escape exclusive exec execute exists explain false fetch file field first float for function go goto grant greater group having identified if immediate increment index initial inner inout input insert int integer intersect intersection into isempty isnull join last left less like limit lock long max min minus mode modify modulo more multiply next noaudit notin nowait number object of option outer output power previous prior privileges public raise raw remainder rename resource return returns revoke right row rowid rownum rows select session set share size sqrt start strict string subtract sum synonym table then trans transaction trigger true uid union unique update user validate values view when whenever where while with'.split(
    ' ',
  ),
)

/** Words that must be quoted to be a value or a field. */
export const reservedWords: readonly string[] = [...reserved].sort()

const shown = (token: Token): string => (token.kind === 'word' ? `'${token.text}'` : `'${token.text}'`)

const expected = (what: string, token: Token): JqlError =>
  token.kind === 'end'
    ? new JqlError(`Error in the JQL Query: Expecting ${what} before the end of the query.`)
    : new JqlError(`Error in the JQL Query: Expecting ${what} but got ${shown(token)}. ${placeOf(token)}`)

const refuseReserved = (token: Token): void => {
  if (token.quoted || !reserved.has(token.text.toLowerCase())) return
  throw new JqlError(
    `Error in the JQL Query: '${token.text}' is a reserved JQL word. You must surround it in quotation marks to use it in a query. ${placeOf(token)}`,
  )
}

const operatorsExpected = "either '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'IS' or 'WAS'"

const readWasOperator = (reader: Reader): Operator => {
  const negated = isWord(peek(reader), 'not') && take(reader) !== undefined
  const list = isWord(peek(reader), 'in') && take(reader) !== undefined
  return list ? (negated ? 'was not in' : 'was in') : negated ? 'was not' : 'was'
}

const readOperator = (reader: Reader): Operator => {
  const token = take(reader)
  if (isSign(token, '=', '!=', '~', '!~', '>', '>=', '<', '<=')) return token.text as Operator
  if (isWord(token, 'in')) return 'in'
  if (isWord(token, 'changed')) return 'changed'
  if (isWord(token, 'was')) return readWasOperator(reader)
  if (isWord(token, 'is')) return isWord(peek(reader), 'not') && take(reader) !== undefined ? 'is not' : 'is'
  if (isWord(token, 'not')) {
    const next = take(reader)
    if (isWord(next, 'in')) return 'not in'
    throw expected("'IN'", next)
  }
  throw expected(operatorsExpected, token)
}

const readArguments = (reader: Reader): readonly string[] => {
  take(reader)
  const args: string[] = []
  while (peek(reader).kind !== 'close') {
    const token = take(reader)
    if (token.kind !== 'word') throw expected("')'", token)
    args.push(token.text)
    if (peek(reader).kind === 'comma') take(reader)
    else if (peek(reader).kind !== 'close') throw expected("')' or ','", peek(reader))
  }
  take(reader)
  return args
}

const readSingle = (reader: Reader): Operand => {
  const token = take(reader)
  if (token.kind !== 'word') throw expected('either a value, list or function', token)
  if (isWord(token, 'empty', 'null')) return { kind: 'empty' }
  if (peek(reader).kind === 'open') return { kind: 'function', name: token.text, args: readArguments(reader) }
  refuseReserved(token)
  return { kind: 'value', text: token.text, quoted: token.quoted }
}

const readList = (reader: Reader): Operand => {
  take(reader)
  const items: Operand[] = [readSingle(reader)]
  while (peek(reader).kind === 'comma') {
    take(reader)
    items.push(readSingle(reader))
  }
  const close = take(reader)
  if (close.kind !== 'close') throw expected("')' or ','", close)
  return { kind: 'list', items }
}

const takesList = (operator: Operator): boolean => operator.endsWith('in')

const readOperand = (reader: Reader, operator: Operator): Operand => {
  if (operator === 'changed') return { kind: 'empty' }
  const token = peek(reader)
  if (takesList(operator)) {
    if (token.kind === 'open') return readList(reader)
    const operand = readSingle(reader)
    if (operand.kind === 'function') return operand
    throw expected("'('", token)
  }
  if (operator === 'is' || operator === 'is not') {
    if (!isWord(token, 'empty', 'null')) throw expected("either 'EMPTY' or 'NULL'", token)
  }
  return readSingle(reader)
}

const readComparison = (reader: Reader): Condition => {
  const token = take(reader)
  if (token.kind !== 'word') throw expected('either a word or string', token)
  refuseReserved(token)
  const operator = readOperator(reader)
  return { kind: 'comparison', field: token.text, operator, operand: readOperand(reader, operator) }
}

const readNot = (reader: Reader): Condition => {
  const token = peek(reader)
  if (isWord(token, 'not') || isSign(token, '!')) {
    take(reader)
    return { kind: 'not', part: deeper(reader, readNot) }
  }
  if (token.kind !== 'open') return readComparison(reader)
  take(reader)
  const inner = deeper(reader, readOr)
  const close = take(reader)
  if (close.kind !== 'close') throw expected("either ')', 'OR' or 'AND'", close)
  return inner
}

const deeper = (reader: Reader, read: (reader: Reader) => Condition): Condition => {
  reader.depth += 1
  if (reader.depth > maximumDepth) throw new JqlError('Error in the JQL Query: The query is nested too deeply.')
  const condition = read(reader)
  reader.depth -= 1
  return condition
}

const readChain = (
  reader: Reader,
  kind: 'and' | 'or',
  signs: readonly string[],
  read: (reader: Reader) => Condition,
): Condition => {
  const first = read(reader)
  const parts = [first]
  while (isWord(peek(reader), kind) || isSign(peek(reader), ...signs)) {
    take(reader)
    parts.push(read(reader))
  }
  return parts.length === 1 ? first : { kind, parts }
}

const readAnd = (reader: Reader): Condition => readChain(reader, 'and', ['&&'], readNot)
const readOr = (reader: Reader): Condition => readChain(reader, 'or', ['||'], readAnd)

const readSorting = (reader: Reader): Sorting => {
  const token = take(reader)
  if (token.kind !== 'word') throw expected('a field name', token)
  refuseReserved(token)
  const direction = peek(reader)
  if (!isWord(direction, 'asc', 'desc')) return { field: token.text, descending: undefined }
  take(reader)
  return { field: token.text, descending: isWord(direction, 'desc') }
}

const readOrderBy = (reader: Reader): readonly Sorting[] => {
  take(reader)
  const by = take(reader)
  if (!isWord(by, 'by')) throw expected("'BY'", by)
  const sortings = [readSorting(reader)]
  while (peek(reader).kind === 'comma') {
    take(reader)
    sortings.push(readSorting(reader))
  }
  return sortings
}

/** The query in a text; throws a JqlError and nothing else. */
export const parseJql = (text: string): Query => {
  const reader: Reader = { tokens: tokenise(text), at: 0, depth: 0 }
  const starts = peek(reader)
  const bare = starts.kind === 'end' || isWord(starts, 'order')
  const where = bare ? undefined : readOr(reader)
  const orderBy = isWord(peek(reader), 'order') ? readOrderBy(reader) : []
  const rest = peek(reader)
  if (rest.kind !== 'end') throw expected(orderBy.length > 0 ? "','" : "either 'OR' or 'AND'", rest)
  return { where, orderBy }
}
