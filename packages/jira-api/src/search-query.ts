import type { WantedField } from './fields/wanted-field.ts'

/** Which issues, in pages. */
export interface SearchQuery {
  readonly jql: string
  readonly startAt?: number
  /** At most 1000; the site may give fewer. */
  readonly maxResults?: number
  /** Descriptions too, for pages that are read at once: a preview then costs no request. */
  readonly withDescription?: boolean
  /** Everything that an issue's own screen shows, in the page's `details`: for copies. Pages of some hundred at most. */
  readonly withDetails?: boolean
  /** Nothing found is no surprise: the site need not be asked whether the query's names exist, as Cloud must be. */
  readonly isKnownGood?: boolean
  /** Fields besides those of a row, such as those of a list's columns; they come as each issue's `fields`. */
  readonly fields?: readonly WantedField[]
}
