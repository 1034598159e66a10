import type { StoredText } from '@mmd/rich-text'
import type { IssueKey, Named, User } from '../model/model.ts'
import type { DevelopmentSummary } from './read-development.ts'
import type { SlaValue } from './read-sla.ts'
import type { SprintValue } from './read-sprint.ts'

/** An answer that a select field offers. */
export interface OptionValue {
  /** Empty where the site gives none. */
  readonly id: string
  readonly label: string
}

/** Time estimates in seconds; absent: null. */
export interface Estimates {
  readonly original: number | null
  readonly remaining: number | null
  readonly spent: number | null
}

/** What a field of an issue holds, whatever form the site sends it in. Times and dates as in the rest of the model. */
export type FieldValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rich-text'; readonly text: StoredText }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'time'; readonly time: string }
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'users'; readonly users: readonly User[] }
  /** A priority, version, component, group, status, project … */
  | { readonly kind: 'named'; readonly value: Named }
  | { readonly kind: 'named-list'; readonly values: readonly Named[] }
  | { readonly kind: 'option'; readonly option: OptionValue }
  | { readonly kind: 'options'; readonly options: readonly OptionValue[] }
  | { readonly kind: 'cascading'; readonly parent: OptionValue; readonly child: OptionValue | null }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'sprints'; readonly sprints: readonly SprintValue[] }
  /** The epic or parent of an issue; `summary` where it comes along. */
  | { readonly kind: 'issue'; readonly key: IssueKey; readonly summary: string | null }
  | { readonly kind: 'team'; readonly team: Named }
  | { readonly kind: 'estimates'; readonly estimates: Estimates }
  | { readonly kind: 'sla'; readonly sla: SlaValue }
  | { readonly kind: 'development'; readonly development: DevelopmentSummary }
  /** The site gives a reason instead of a value, such as a licence that has run out. */
  | { readonly kind: 'withheld'; readonly reason: string }
  /** Something that only its app understands: to be shown, never to be written. */
  | { readonly kind: 'unknown'; readonly label: string }

/** The value of a field that is not set. */
export const EMPTY: FieldValue = { kind: 'empty' }

/** One field of an issue. */
export interface IssueField {
  readonly id: string
  readonly name: string
  readonly value: FieldValue
}
