import type { App } from '../app/app.ts'
import { type Chord, showChords } from '../input/chord.ts'

/**
 * Where an action's keys live. `triage` is any pane of the triage screen, `preview` the open issue, `sites` the list of saved
 * sites; `link`, `file`, `comment`, `worklog` and `section` are what the cursor is on in an open issue.
 */
export type Scope =
  | 'app'
  | 'triage'
  | 'list'
  | 'board'
  | 'views'
  | 'preview'
  | 'inbox'
  | 'duplicates'
  | 'link'
  | 'file'
  | 'comment'
  | 'worklog'
  | 'section'
  | 'welcome'
  | 'sites'

/** Under what actions stand in the help and in the documentation, in this order. */
export const actionGroups = [
  'Issue',
  'Open issue',
  'Inbox',
  'List',
  'Board',
  'View',
  'Move',
  'Site',
  'List of sites',
  'App',
] as const
export type ActionGroup = (typeof actionGroups)[number]

/** One thing the program can do. Keys, help, palette, footer and documentation come from the table of these. */
export interface Action {
  readonly id: string
  /** For help, palette and documentation. */
  readonly title: string
  /** For the footer; actions without one are not shown there. */
  readonly hint?: string
  readonly group: ActionGroup
  readonly scope: Scope
  /** Each a sequence of chords. */
  readonly keys: readonly (readonly Chord[])[]
  /** Left out of the palette: movement and the like. */
  readonly palette?: false
  /** Works on one issue at a time: with several marked it says so. */
  readonly single?: true
  /** `true`, or why it cannot be done now. */
  readonly enabled?: (app: App) => true | string
  /** `count` is what was typed before the key. */
  readonly run: (app: App, count: number | undefined) => void
}

/** Key sequences written as people do: `key('g')`, `key('ctrl-d', 'pagedown')`, two alternatives. */
export const key = (...alternatives: readonly string[]): readonly (readonly Chord[])[] =>
  alternatives.map((sequence) => sequence.split(' '))

/** An action's first key as people read it. */
export const shownKey = ({ keys: [first] }: Pick<Action, 'keys'>): string =>
  first === undefined ? '' : showChords(first)
