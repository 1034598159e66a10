import type { SandboxIssue } from '../world/world.ts'
import type { JqlContext } from './context.ts'

interface ClauseBase {
  readonly name: string
  /** How a list is ordered by it; undefined: it cannot be. Undefined values come last. */
  readonly sort?: (issue: SandboxIssue, context: JqlContext) => string | number | undefined
  /** True: without ASC or DESC the greatest come first. */
  readonly descendsByDefault?: boolean
}

/** A field whose values are ids: equal or not, in a list or not, empty or not. */
export interface ChoiceClause extends ClauseBase {
  readonly kind: 'choice'
  readonly values: (issue: SandboxIssue, context: JqlContext) => readonly string[]
  /** The ids that a written value stands for; undefined: there is no such value. */
  readonly resolve: (text: string, context: JqlContext) => readonly string[] | undefined
  readonly functions?: Readonly<Record<string, (args: readonly string[], context: JqlContext) => readonly string[]>>
  /** Place of an id for `<` and `>`; absent: those operators are refused. */
  readonly order?: (id: string) => number
  /** False: EMPTY makes no sense for it. */
  readonly emptiable: boolean
  /** Name of the field in the change history, for WAS and CHANGED. */
  readonly history?: string
  /** What the history stores for an id; absent: the id itself. */
  readonly refuse?: (text: string) => string
}

/** A field that is searched for words. */
export interface TextClause extends ClauseBase {
  readonly kind: 'text'
  readonly texts: (issue: SandboxIssue, context: JqlContext) => readonly string[]
}

/** A field that holds a point in time, or a number. */
export interface ScaleClause extends ClauseBase {
  readonly kind: 'date' | 'number'
  readonly value: (issue: SandboxIssue, context: JqlContext) => number | undefined
}

export type Clause = ChoiceClause | TextClause | ScaleClause

/** The operators that a clause takes, as the autocomplete data lists them. */
export const operatorsOf = (clause: Clause): readonly string[] => {
  if (clause.kind === 'text') return ['~', '!~', 'is', 'is not']
  if (clause.kind !== 'choice') return ['=', '!=', 'in', 'not in', '>', '>=', '<', '<=', 'is', 'is not']
  return [
    '=',
    '!=',
    'in',
    'not in',
    ...(clause.emptiable ? ['is', 'is not'] : []),
    ...(clause.order === undefined ? [] : ['>', '>=', '<', '<=']),
    ...(clause.history === undefined ? [] : ['was', 'was not', 'was in', 'was not in', 'changed']),
  ]
}
