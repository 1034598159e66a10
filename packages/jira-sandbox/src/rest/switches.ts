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
  /** By what the field of a request type takes one: its id, or `portal/key`; UNCONFIRMED for Data Center. */
  readonly requestTypeBy: 'id' | 'key'
  /** The offset of all times from UTC, in minutes: that of the server's time zone. */
  readonly offsetMinutes: number
  /** The most issues on a page of a search: the site's property `jira.search.views.default.max`. */
  readonly searchPageCap: number
  /** The most results of one query that a search platform gives, in however many pages; absent: all. */
  readonly resultWindow?: number
  /** What a page is answered with that reaches beyond the window: a 500, or no issues at all. */
  readonly beyondWindow: 'refused' | 'empty'
  /** True: a search says null for `names`, `schema` and `warningMessages` instead of leaving them out. */
  readonly nullMaps: boolean
  /** Login names of those who administer the site. */
  readonly administrators: readonly string[]
  /** Features that are switched off. */
  readonly off: readonly Feature[]
}

/** A site of 10.3 with everything on, whose server is in UTC. */
export const usualRest: RestSwitches = {
  bareTransitions: false,
  voteStatus: 200,
  keepsCommentVisibility: false,
  requestTypeBy: 'id',
  offsetMinutes: 0,
  searchPageCap: 1000,
  beyondWindow: 'refused',
  nullMaps: false,
  administrators: [],
  off: [],
}
