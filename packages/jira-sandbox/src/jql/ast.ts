/** What stands on the right of an operator. */
export type Operand =
  | { readonly kind: 'value'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Operand[] }

export type Operator =
  | '='
  | '!='
  | '~'
  | '!~'
  | '>'
  | '>='
  | '<'
  | '<='
  | 'in'
  | 'not in'
  | 'is'
  | 'is not'
  | 'was'
  | 'was not'
  | 'was in'
  | 'was not in'
  | 'changed'

export interface Comparison {
  readonly kind: 'comparison'
  readonly field: string
  readonly operator: Operator
  readonly operand: Operand
}

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | Comparison

export interface Sorting {
  readonly field: string
  readonly descending: boolean | undefined
}

/** A parsed query; without a condition everything matches. */
export interface Query {
  readonly where: Condition | undefined
  readonly orderBy: readonly Sorting[]
}
