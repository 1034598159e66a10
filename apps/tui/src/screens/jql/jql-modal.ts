import type { JqlSuggestion } from '@mmd/jira-api'
import type { JqlFault, JqlKnown } from '@mmd/jira-api/jql'
import type { TextBuffer } from '../../input/text-edit.ts'

/** How many issues a query finds, of one of the sites. */
export interface SiteHits {
  readonly site: string
  readonly count: number
}

/** How many issues the query finds, as far as that is known. */
export interface JqlHits {
  /** `null`: it was not counted, or cannot be. The last number stays while another one is on its way. */
  readonly sites: readonly SiteHits[] | null
  /** The numbers are estimates. */
  readonly isAbout: boolean
  readonly isCounting: boolean
  /** Why there is no number; empty: nothing is to be said. */
  readonly why: string
}

/** The JQL bar: a query being written, and under it what could stand at the cursor or was asked before. */
export interface JqlModal {
  readonly kind: 'jql'
  readonly id: number
  readonly buffer: TextBuffer
  /** How the query stood before each change, the newest last; and what was taken back of that, likewise. */
  readonly past?: readonly TextBuffer[]
  readonly future?: readonly TextBuffer[]
  /** What stands under the query. */
  readonly list: 'offers' | 'recent'
  /** The row of that list that is taken; -1: none. */
  readonly cursor: number
  /** The cursor was moved by hand, so that Enter takes its row. */
  readonly moved: boolean
  /** What the bar held when former queries began to be searched; null: they are not. */
  readonly held: TextBuffer | null
  /** Former queries, newest first. */
  readonly recent: readonly string[]
  readonly known: JqlKnown
  /** Values of the field at the cursor: those of the copy, then those that the sites offer. */
  readonly values: readonly JqlSuggestion[]
  /** Names of people whom the query means by ids. */
  readonly names: ReadonlyMap<string, string>
  readonly hits: JqlHits
  /** What the site has against the query as it stands. */
  readonly refused: JqlFault | null
  /** Enter was pressed on a query that looks wrong: the next one asks the site all the same. */
  readonly insisted: boolean
  /** The query or the cursor in it is another one. */
  readonly onEdit: (modal: number) => void
  readonly onSubmit: (jql: string) => void
  /** Searches, and keeps the query as a view. */
  readonly onSave: (jql: string) => void
  /** It is closed, in whichever way. */
  readonly onLeave: () => void
}
