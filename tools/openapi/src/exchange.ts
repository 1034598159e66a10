/** One request and its answer, as they went over the wire. */
export interface Exchange {
  /** `client`: asked by our client. `direct`: asked by this tool to see the answer; the request proves nothing. */
  readonly source: 'client' | 'direct'
  readonly method: string
  /** Below the site, without the query, still encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly sent: Message
  readonly status: number
  readonly answer: Message
}

/** A body and its media type; both empty when there is none. */
export interface Message {
  readonly type: string
  readonly text: string
}

/** The media type of a header without its parameters. */
export const mediaType = (header: string | undefined): string =>
  (header ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
