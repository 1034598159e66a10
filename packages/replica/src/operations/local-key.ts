import type { IssueKey } from '@mmd/jira-api/model'

// Jira's keys end in a number behind the hyphen, so none is like these.
const LOCAL = /-(?:NEW|AGAIN)\d+$/

// It stands where a key stands until the site has given one.
const asKey = (text: string): IssueKey => text as IssueKey

/** The key of an issue that is not made yet: `PAY-NEW3`. `n` is the caller's own, and differs for each. */
export const localKey = (project: string, n: number): IssueKey => asKey(`${project}-NEW${n}`)

/** The key of an issue that is to be made again after it was deleted: `PAY-AGAIN1412` for `PAY-1412`, which never comes back. */
export const localKeyAgain = (key: IssueKey): IssueKey => asKey(key.replace(/-(\d+)$/, '-AGAIN$1'))

/** True for a key of this program's own. */
export const isLocalKey = (key: string): boolean => LOCAL.test(key)
