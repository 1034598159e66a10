import type { Chord } from '../input/chord.ts'

/** A text in which `{{name}}` stands for a variable. */
export type Template = string

/** One thing that a macro does to an issue. Every template is filled in before it means something. */
export type MacroStep =
  /** A login, a name, `me`, `none` for nobody, or `default`. */
  | { readonly kind: 'assign'; readonly to: Template }
  | { readonly kind: 'label'; readonly add: readonly Template[]; readonly remove: readonly Template[] }
  | { readonly kind: 'priority'; readonly to: Template }
  | TransitionStep
  | { readonly kind: 'comment'; readonly body: Template; readonly internal: boolean }
  /** Values as `issue edit --field` takes them, by name or id of the field. */
  | { readonly kind: 'set'; readonly fields: Readonly<Record<string, Template>> }
  | { readonly kind: 'link'; readonly type: Template; readonly to: Template }
  | { readonly kind: 'web-link'; readonly url: Template; readonly title: Template }
  | { readonly kind: 'worklog'; readonly time: Template; readonly comment: Template }
  | { readonly kind: 'watch'; readonly on: boolean }
  | { readonly kind: 'vote'; readonly on: boolean }
  /** `tomorrow`, `week`, `changed`, `wake`, a time such as `2h`, or a date. */
  | { readonly kind: 'snooze'; readonly until: Template }
  /** A name, a number, or `backlog`. */
  | { readonly kind: 'sprint'; readonly to: Template }
  | { readonly kind: 'rank'; readonly side: 'before' | 'after'; readonly of: Template }
  | { readonly kind: 'open'; readonly url: Template }

export interface TransitionStep {
  readonly kind: 'transition'
  /** A status or the name of a transition. */
  readonly to: Template
  readonly fields: Readonly<Record<string, Template>>
  readonly resolution?: Template
  readonly comment?: Template
}

/** What is asked before a macro runs. */
export interface MacroVariable {
  readonly name: string
  readonly ask: string
  readonly type: 'text' | 'choice' | 'user' | 'date'
  /** Of a `choice`. */
  readonly choices: readonly string[]
  /** What stands there at first. */
  readonly default: Template
}

/** A named list of things to do. */
export interface Macro {
  readonly name: string
  /** The key that runs it at once; empty: it has none. */
  readonly key: readonly Chord[]
  readonly variables: readonly MacroVariable[]
  readonly steps: readonly MacroStep[]
  /** The file of a folder that it stands in; absent: the person's own. */
  readonly file?: string
}

/** Why a macro cannot be run, in words for the person who wrote it. */
export interface MacroProblem {
  readonly name: string
  readonly what: string
}

/** The macros of a text, and what of it was not understood; the rest still works. */
export interface ReadMacros {
  readonly macros: readonly Macro[]
  readonly problems: readonly MacroProblem[]
}
