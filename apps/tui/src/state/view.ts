import type { ViewSpec } from '@mmd/replica'

/** A column of a list. */
export interface ColumnChoice {
  /** Id or name of a field. */
  readonly field: string
  /** Cells; absent: what suits the field. */
  readonly width?: number
}

/** By what a list is ordered. */
export interface SortChoice {
  /** Id or name of a field. */
  readonly field: string
  readonly descending: boolean
  /** `site`: its JQL says it. `here`: rows of the copy are put in order, which needs all of them. */
  readonly by: 'site' | 'here'
}

/** How a view shows its rows. */
export interface ViewLook {
  /** From left to right; absent: those that a list has by itself. */
  readonly columns?: readonly ColumnChoice[]
  readonly sort?: SortChoice
  /** Id or name of the field whose values rows stand under. */
  readonly group?: string
}

/** What somebody has chosen in the place of what a view has by itself; null: none of that. Absent: nothing was chosen. */
export type ChosenLook = { readonly [Part in keyof ViewLook]: ViewLook[Part] | null }

/** Where a view comes from. */
export type ViewOrigin = 'built-in' | 'own' | 'config' | 'folder' | 'filter'

/** The board of Jira Software whose issues a view has. */
export interface BoardRef {
  readonly id: string
  /** `board`: what stands in its columns. `backlog`: what waits for a sprint, as a list. */
  readonly part: 'board' | 'backlog'
}

/** A view as the screen knows it. */
export interface ListView extends ViewSpec, ViewLook {
  /** Absent: it is of this moment only, as what the JQL bar shows. */
  readonly origin?: ViewOrigin
  /** Its query before somebody chose an order. */
  readonly unsorted?: string
  /** The file that it stands in, where that is not the program's own. */
  readonly file?: string
  readonly board?: BoardRef
  /** It is a queue of a service desk. */
  readonly isQueue?: boolean
  /** Names of saved sites: it is one list over these. */
  readonly sites?: readonly string[]
}
