/** What a site tells of itself: its server, its settings, what one may do there, and its query language. */

export interface ServerInfo {
  readonly title: string
  readonly version: string
  readonly deployment: 'datacenter' | 'cloud'
  /** Canonical base URL as the server states it; may differ from the one in use. */
  readonly baseUrl: string
  /** What its clock says; absent where it does not tell. */
  readonly time?: string
}

/** What an administrator has switched on. Hours of a day and days of a week count for durations. */
export interface SiteSettings {
  readonly voting: boolean
  readonly watching: boolean
  readonly unassigned: boolean
  readonly subtasks: boolean
  readonly linking: boolean
  readonly timeTracking: boolean
  readonly attachments: boolean
  readonly hoursPerDay: number
  readonly daysPerWeek: number
}

/** Whether one has permissions, by name, such as `EDIT_ISSUES`; one that the site does not know is not there. */
export type Permissions = Readonly<Record<string, boolean>>

/** A field in queries. */
export interface JqlField {
  /** As a query writes it: quoted where it must be. */
  readonly value: string
  readonly label: string
  readonly operators: readonly string[]
  readonly orderable: boolean
  /** Values can be asked for. */
  readonly suggests: boolean
  readonly types: readonly string[]
}

/** What the query language of a site is made of. */
export interface JqlData {
  readonly fields: readonly JqlField[]
  readonly functions: readonly { readonly value: string; readonly isList: boolean; readonly types: readonly string[] }[]
  readonly reservedWords: readonly string[]
}

export interface JqlSuggestion {
  /** As a query writes it. */
  readonly value: string
  readonly label: string
}

/** Something wrong with a query, in the site's words; places are counted from 1 where it gives them. */
export interface JqlProblem {
  readonly message: string
  readonly line: number | null
  readonly column: number | null
}
