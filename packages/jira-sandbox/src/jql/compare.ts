import type { Comparison, Operand } from './ast.ts'
import { type ChoiceClause, type Clause, operatorsOf, type ScaleClause, type TextClause } from './clause.ts'
import type { JqlContext, Test } from './context.ts'
import { calendarFunction, parseJqlDate } from './dates.ts'
import { JqlError } from './jql-error.ts'
import { createTextTest } from './words.ts'

const functionNames = new Set(
  'currentuser membersof now startofday endofday startofweek endofweek startofmonth endofmonth startofyear endofyear linkedissues watchedissues releasedversions unreleasedversions standardissuetypes subtaskissuetypes opensprints closedsprints futuresprints'.split(
    ' ',
  ),
)

const missing = (text: string, name: string): JqlError =>
  new JqlError(`The value '${text}' does not exist for the field '${name}'.`)

const wrongFunction = (name: string, field: string): JqlError =>
  functionNames.has(name.toLowerCase())
    ? new JqlError(`The function '${name}' is not supported by the field '${field}'.`)
    : new JqlError(`Unable to find JQL function '${name}()'.`)

/** `empty` is one of the values that are looked for. */
interface Wanted {
  readonly ids: ReadonlySet<string>
  readonly empty: boolean
}

const resolveChoice = (clause: ChoiceClause, operand: Operand, context: JqlContext): Wanted => {
  switch (operand.kind) {
    case 'empty':
      return { ids: new Set(), empty: true }
    case 'function': {
      const call = clause.functions?.[operand.name.toLowerCase()]
      if (call === undefined) throw wrongFunction(operand.name, clause.name)
      return { ids: new Set(call(operand.args, context)), empty: false }
    }
    case 'value': {
      const ids = clause.resolve(operand.text, context)
      if (ids === undefined) {
        throw clause.refuse === undefined
          ? missing(operand.text, clause.name)
          : new JqlError(clause.refuse(operand.text))
      }
      return { ids: new Set(ids), empty: ids.length === 0 }
    }
    case 'list': {
      const all = operand.items.map((item) => resolveChoice(clause, item, context))
      return { ids: new Set(all.flatMap(({ ids }) => [...ids])), empty: all.some(({ empty }) => empty) }
    }
  }
}

const sign = (operator: string, difference: number): boolean => {
  if (operator === '>') return difference > 0
  if (operator === '>=') return difference >= 0
  if (operator === '<') return difference < 0
  return difference <= 0
}

const historyTest = (clause: ChoiceClause, operator: string, { ids, empty }: Wanted, context: JqlContext): Test => {
  const matches = (id: string | null): boolean => (id === null ? empty : ids.has(id))
  const everWas: Test = (issue) => {
    const now = clause.values(issue, context)
    if (now.length === 0 ? empty : now.some((id) => ids.has(id))) return true
    return issue.history.some(({ items }) =>
      items.some(({ field, from, to }) => field === clause.history && (matches(from) || matches(to))),
    )
  }
  return operator.startsWith('was not') ? (issue) => !everWas(issue) : everWas
}

const choiceTest = (clause: ChoiceClause, { operator, operand }: Comparison, context: JqlContext): Test => {
  if (operator === 'changed')
    return (issue) => issue.history.some(({ items }) => items.some(({ field }) => field === clause.history))
  const wanted = resolveChoice(clause, operand, context)
  if (wanted.empty && !clause.emptiable) {
    throw new JqlError(`The field '${clause.name}' does not support searching for EMPTY values.`)
  }
  if (operator.startsWith('was')) return historyTest(clause, operator, wanted, context)
  const { order } = clause
  if (order !== undefined && /[<>]/u.test(operator)) {
    const [bound] = [...wanted.ids].map(order)
    return (issue) =>
      bound !== undefined && clause.values(issue, context).some((id) => sign(operator, order(id) - bound))
  }
  const { ids, empty } = wanted
  const includes: Test = (issue) => {
    const values = clause.values(issue, context)
    return values.length === 0 ? empty : values.some((id) => ids.has(id))
  }
  const positive = operator === '=' || operator === 'in' || operator === 'is'
  // A negated comparison never finds empty fields: assignee != mira says nothing about nobody's issues.
  return positive ? includes : (issue) => clause.values(issue, context).length > 0 && !includes(issue)
}

const emptinessTest = (operator: string, isEmpty: Test): Test =>
  operator === 'is' || operator === '=' ? isEmpty : (issue) => !isEmpty(issue)

const textTest = (clause: TextClause, { operator, operand }: Comparison, context: JqlContext): Test => {
  const texts: TextClause['texts'] = (issue) => clause.texts(issue, context)
  if (operand.kind === 'empty')
    return emptinessTest(operator === '~' ? 'is' : operator, (issue) =>
      texts(issue, context).every((value) => value === ''),
    )
  if (operand.kind !== 'value') throw new JqlError(`The field '${clause.name}' takes a text.`)
  if (operand.text.trim() === '')
    throw new JqlError(`The field '${clause.name}' does not support searching for an empty string.`)
  if (/^[*?]/u.test(operand.text)) {
    throw new JqlError(
      `The text query '${operand.text}' for field '${clause.name}' is not allowed to start with character '${operand.text.charAt(0)}'.`,
    )
  }
  const matches = createTextTest(operand.text)
  // Each word may stand in another text for `text ~`, which looks at all of them at once.
  const found: Test = (issue) => matches(texts(issue, context).join('\n'))
  return operator === '~' ? found : (issue) => texts(issue, context).length > 0 && !found(issue)
}

const scaleValue = (clause: ScaleClause, operand: Operand, { now, user }: JqlContext): number => {
  const zone = user?.timeZone ?? 'Etc/UTC'
  if (operand.kind === 'function') {
    const name = operand.name.toLowerCase()
    const time = name === 'now' ? now : calendarFunction(name, operand.args[0], now, zone)
    if (clause.kind === 'date' && time !== undefined) return time
    throw wrongFunction(operand.name, clause.name)
  }
  if (operand.kind !== 'value') throw new JqlError(`The field '${clause.name}' takes a single value.`)
  if (clause.kind === 'number') {
    const value = Number(operand.text)
    if (operand.text.trim() !== '' && Number.isFinite(value)) return value
    throw new JqlError(`Value '${operand.text}' for field '${clause.name}' is not a number.`)
  }
  const time = parseJqlDate(operand.text, now, zone)
  if (time !== undefined) return time
  throw new JqlError(
    `Date value '${operand.text}' for field '${clause.name}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  )
}

const scaleTest = (clause: ScaleClause, { operator, operand }: Comparison, context: JqlContext): Test => {
  if (operand.kind === 'empty') return emptinessTest(operator, (issue) => clause.value(issue, context) === undefined)
  const bounds = (operand.kind === 'list' ? operand.items : [operand]).map((item) => scaleValue(clause, item, context))
  const [bound = 0] = bounds
  // JQL dates have minutes only.
  const rounded = (value: number): number => (clause.kind === 'date' ? Math.floor(value / 60_000) : value)
  const equal = (value: number): boolean => bounds.some((one) => rounded(one) === rounded(value))
  return (issue) => {
    const value = clause.value(issue, context)
    if (value === undefined) return false
    if (operator === '=' || operator === 'in') return equal(value)
    if (operator === '!=' || operator === 'not in') return !equal(value)
    return sign(operator, value - bound)
  }
}

/** The test that a comparison puts to issues; throws a JqlError for operators and values that the field does not take. */
export const compileComparison = (clause: Clause, comparison: Comparison, context: JqlContext): Test => {
  const { operator, operand } = comparison
  const emptyByEquals = operand.kind === 'empty' && (operator === '=' || operator === '!=')
  if (!operatorsOf(clause).includes(operator) && !(emptyByEquals && clause.kind === 'choice')) {
    throw new JqlError(`The operator '${operator}' is not supported by the '${clause.name}' field.`)
  }
  if (clause.kind === 'choice') return choiceTest(clause, comparison, context)
  return clause.kind === 'text' ? textTest(clause, comparison, context) : scaleTest(clause, comparison, context)
}
