import type { IssueKey } from '@mmd/jira-api'

/** The row above the rows of a group. */
export interface Heading {
  /** What the rows have in common, as its cells say it. */
  readonly text: string
  readonly count: number
  readonly folded: boolean
}

// No key of an issue begins so, and no text of a site has it.
const sign = '\u0001'

/** Stands in a list of keys where a group begins: a row that is no issue. */
export const headingKey = (group: string): IssueKey => `${sign}${group}` as IssueKey

export const isHeading = (key: IssueKey): boolean => key.startsWith(sign)

/** The group that begins there. */
export const groupOf = (key: IssueKey): string => key.slice(sign.length)
