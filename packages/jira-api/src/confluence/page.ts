/** A page of a wiki. */
export interface WikiPage {
  readonly id: string
  readonly title: string
  readonly space: string | null
  /** What stands around the words that were looked for; empty when the site gives nothing. */
  readonly excerpt: string
  /** Where people look at it. */
  readonly url: string
  readonly updated: string | null
}

/** A part of the pages that were found. */
export interface PageHits {
  readonly pages: readonly WikiPage[]
  /** How many there are in all, as far as the site says. */
  readonly total: number | null
  /** Asks for the next part; null: this is the last. */
  readonly next: string | null
}
