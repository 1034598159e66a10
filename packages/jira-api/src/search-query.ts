/** Which issues, in pages. */
export interface SearchQuery {
  readonly jql: string
  readonly startAt?: number
  /** At most 1000; the site may give fewer. */
  readonly maxResults?: number
  /** Descriptions too, for pages that are read at once: a preview then costs no request. */
  readonly withDescription?: boolean
}
