/** What an administrator can switch off for the whole site. */
export type Feature = 'voting' | 'watching' | 'linking' | 'attachments' | 'timeTracking' | 'subTasks'

/** What one release or one site does differently below `/rest/api/2`. */
export interface RestSwitches {
  /** 8.20 tells neither the description of a transition nor its place among the buttons. */
  readonly bareTransitions: boolean
  /** Of a vote that was given; UNCONFIRMED for old releases. */
  readonly voteStatus: 200 | 204
  /** A comment that is changed without its visibility keeps it; UNCONFIRMED. */
  readonly keepsCommentVisibility: boolean
  /** The offset of all times from UTC, in minutes: that of the server's time zone. */
  readonly offsetMinutes: number
  /** Features that are switched off. */
  readonly off: readonly Feature[]
}

/** A site of 10.3 with everything on, whose server is in UTC. */
export const usualRest: RestSwitches = {
  bareTransitions: false,
  voteStatus: 200,
  keepsCommentVisibility: false,
  offsetMinutes: 0,
  off: [],
}
