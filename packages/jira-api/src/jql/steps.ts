import type { JqlExpectation } from './expectation.ts'
import type { JqlToken } from './token.ts'
import {
  afterValue,
  beginClause,
  blame,
  extendOperator,
  isWord,
  type JqlRole,
  unexpected,
  type Walker,
} from './walker.ts'
import { isReservedWord, toPredicate } from './words.ts'

/** Takes one piece where the walker stands; `next` is the piece behind it that is no blank. */
type Step = (walker: Walker, token: JqlToken, next: JqlToken | undefined) => JqlRole

const signs = new Set(['=', '!=', '~', '!~', '>', '>=', '<', '<='])

const isConnective = (token: JqlToken): boolean =>
  isWord(token, 'and', 'or') || (token.kind === 'operator' && (token.text === '&&' || token.text === '||'))

/** A word of the language where a name or value stands, which must be quoted there. */
const refuseReserved = (walker: Walker, { kind, text, from, to }: JqlToken): void => {
  if (kind !== 'word' || !isReservedWord(text)) return
  blame(walker, { from, to, message: `${text} is a word of JQL: quote it to mean a name`, isOpen: false })
}

/** After something that fits nowhere the next condition can still be read. */
const recover = (walker: Walker, token: JqlToken): JqlRole => {
  const role = unexpected(walker, token)
  if (!isConnective(token)) return role
  walker.expects = 'clause'
  walker.clause = undefined
  walker.inList = false
  return 'keyword'
}

const orderBy = (walker: Walker): JqlRole => {
  const open = walker.groups.at(-1)
  if (open !== undefined)
    blame(walker, { from: open.from, to: open.to, message: 'This parenthesis is never closed', isOpen: false })
  walker.clause = undefined
  walker.expects = 'by'
  return 'keyword'
}

const closeGroup = (walker: Walker, token: JqlToken): JqlRole => {
  if (walker.groups.pop() === undefined)
    blame(walker, { from: token.from, to: token.to, message: 'No parenthesis is open here', isOpen: false })
  walker.clause = undefined
  walker.expects = 'connective'
  return 'punctuation'
}

const clause: Step = (walker, token, next) => {
  if (token.kind === 'open') {
    walker.groups.push(token)
    walker.isStart = false
    return 'punctuation'
  }
  if (isWord(token, 'not') || (token.kind === 'operator' && token.text === '!')) {
    walker.isStart = false
    return 'keyword'
  }
  if (walker.isStart && isWord(token, 'order')) return orderBy(walker)
  if (token.kind === 'close') {
    unexpected(walker, token)
    return closeGroup(walker, token)
  }
  if (token.kind !== 'word' && token.kind !== 'quoted') return unexpected(walker, token)
  if (isConnective(token)) return unexpected(walker, token)
  if (isWord(token, 'order') && next !== undefined && isWord(next, 'by')) {
    unexpected(walker, token)
    return orderBy(walker)
  }
  refuseReserved(walker, token)
  beginClause(walker, token)
  return 'field'
}

const operator: Step = (walker, token) => {
  const to = (expects: JqlExpectation): JqlRole => {
    extendOperator(walker, token)
    walker.expects = expects
    return 'operator'
  }
  if (token.kind === 'operator' && signs.has(token.text)) return to('value')
  if (isWord(token, 'in')) return to('list')
  if (isWord(token, 'not')) return to('in')
  if (isWord(token, 'is')) return to('empty')
  if (isWord(token, 'was')) return to('was')
  return isWord(token, 'changed') ? to('connective') : recover(walker, token)
}

const negated: Step = (walker, token) => {
  if (!isWord(token, 'in')) return recover(walker, token)
  extendOperator(walker, token)
  walker.expects = 'list'
  return 'operator'
}

const empty: Step = (walker, token) => {
  if (isWord(token, 'not') && walker.clause?.operator === 'is') {
    extendOperator(walker, token)
    return 'operator'
  }
  if (!isWord(token, 'empty', 'null')) return recover(walker, token)
  walker.expects = 'connective'
  return 'value'
}

const was: Step = (walker, token, next) => {
  if (isWord(token, 'not') && walker.clause?.operator === 'was') {
    extendOperator(walker, token)
    return 'operator'
  }
  return isWord(token, 'in') ? negated(walker, token, next) : value(walker, token, next)
}

const value: Step = (walker, token, next) => {
  if (token.kind === 'open' && walker.predicate !== undefined) return list(walker, token, next)
  if (token.kind !== 'word' && token.kind !== 'quoted') return recover(walker, token)
  if (next?.kind === 'open') {
    walker.expects = 'call'
    return 'function'
  }
  if (isConnective(token)) return recover(walker, token)
  if (!isWord(token, 'empty', 'null')) refuseReserved(walker, token)
  if (walker.predicate === undefined) walker.clause?.values.push(token)
  afterValue(walker)
  return 'value'
}

const list: Step = (walker, token, next) => {
  if (token.kind === 'open') {
    walker.inList = true
    walker.expects = 'item'
    return 'punctuation'
  }
  return next?.kind === 'open' ? value(walker, token, next) : recover(walker, token)
}

const closeList = (walker: Walker): JqlRole => {
  walker.inList = false
  walker.expects = 'connective'
  return 'punctuation'
}

const item: Step = (walker, token, next) => {
  if (token.kind !== 'close') return value(walker, token, next)
  unexpected(walker, token)
  return closeList(walker)
}

const nextItem: Step = (walker, token) => {
  if (token.kind === 'close') return closeList(walker)
  if (token.kind !== 'comma') return recover(walker, token)
  walker.expects = 'item'
  return 'punctuation'
}

const call: Step = (walker, token) => {
  if (token.kind !== 'open') return recover(walker, token)
  walker.expects = 'first-argument'
  return 'punctuation'
}

const argument: Step = (walker, token) => {
  if (token.kind === 'close') return firstArgument(walker, token, undefined)
  if (token.kind !== 'word' && token.kind !== 'quoted') return recover(walker, token)
  walker.expects = 'next-argument'
  return 'value'
}

const firstArgument: Step = (walker, token, next) => {
  if (token.kind !== 'close') return argument(walker, token, next)
  if (walker.expects === 'argument') unexpected(walker, token)
  afterValue(walker)
  return 'punctuation'
}

const nextArgument: Step = (walker, token) => {
  if (token.kind !== 'close' && token.kind !== 'comma') return recover(walker, token)
  if (token.kind === 'comma') walker.expects = 'argument'
  else afterValue(walker)
  return 'punctuation'
}

/** True behind WAS and CHANGED, where predicates may follow. */
export const takesPredicates = ({ clause }: Walker): boolean =>
  clause !== undefined && /^(was|changed)/.test(clause.operator)

const connective: Step = (walker, token) => {
  if (isConnective(token)) {
    walker.clause = undefined
    walker.expects = 'clause'
    return 'keyword'
  }
  if (isWord(token, 'order')) return orderBy(walker)
  if (token.kind === 'close') return closeGroup(walker, token)
  const predicate = token.kind === 'word' && takesPredicates(walker) ? toPredicate(token.text) : undefined
  if (predicate === undefined) return unexpected(walker, token)
  walker.predicate = predicate
  walker.expects = 'value'
  return 'keyword'
}

const by: Step = (walker, token) => {
  if (!isWord(token, 'by')) return unexpected(walker, token)
  walker.expects = 'sort'
  return 'keyword'
}

const sort: Step = (walker, token) => {
  if (token.kind !== 'word' && token.kind !== 'quoted') return unexpected(walker, token)
  refuseReserved(walker, token)
  walker.expects = 'direction'
  return 'field'
}

const nextSort: Step = (walker, token) => {
  if (token.kind !== 'comma') return unexpected(walker, token)
  walker.expects = 'sort'
  return 'punctuation'
}

const direction: Step = (walker, token, next) => {
  if (!isWord(token, 'asc', 'desc')) return nextSort(walker, token, next)
  walker.expects = 'next-sort'
  return 'keyword'
}

const steps: Readonly<Record<JqlExpectation, Step>> = {
  clause,
  operator,
  in: negated,
  empty,
  was,
  value,
  list,
  item,
  'next-item': nextItem,
  call,
  'first-argument': firstArgument,
  argument,
  'next-argument': nextArgument,
  connective,
  by,
  sort,
  direction,
  'next-sort': nextSort,
}

/** Takes one piece that is no blank, and says what it is. */
export const takeToken: Step = (walker, token, next) => steps[walker.expects](walker, token, next)
