import { isObject } from '../../rest/input.ts'

const lifeMs = 7 * 86_400_000

/** A token for the page of a query that begins after `at` issues. It holds the query itself, as those of Cloud do. */
export const makePageToken = (jql: string, at: number, now: number): string =>
  Buffer.from(JSON.stringify({ jql, at, until: now + lifeMs })).toString('base64')

/** Where a page begins; undefined for a token that is malformed, too old, or of another query. */
export const readPageToken = (token: string, jql: string, now: number): number | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString())
    if (!isObject(value) || value.jql !== jql || typeof value.until !== 'number' || value.until <= now) return undefined
    return typeof value.at === 'number' && Number.isInteger(value.at) && value.at >= 0 ? value.at : undefined
  } catch {
    return undefined
  }
}
