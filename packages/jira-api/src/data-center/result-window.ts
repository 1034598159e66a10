import { isJiraApiError, JiraApiError } from '../errors.ts'
import type { IssuePage } from '../model/model.ts'

/** Results of one query that newer sites give at most, in however many pages. */
const WINDOW = 10_000

const WORDS = 'The site gives no more than 10,000 issues of one query; ask for fewer, such as those of a year'

const tooFar = (details: JiraApiError['details'] = {}): JiraApiError =>
  new JiraApiError('refused', WORDS, { ...details, messages: [WORDS] })

/** A place in a list. */
interface Place {
  readonly startAt: number
  readonly maxResults: number
}

/**
 * How many to ask for: a page that reaches over the end of the window is refused as a whole, also where the list ends within
 * it. Not fewer than two, since the first of a page may be known.
 */
export const withinWindow = ({ startAt, maxResults }: Place): number =>
  startAt <= WINDOW - 2 ? Math.min(maxResults, WINDOW - startAt) : maxResults

const isBeyond = ({ startAt, maxResults }: Place): boolean => maxResults > 0 && startAt + maxResults > WINDOW

/** A refusal that names the window, in whatever language and with whatever between its digits. */
const namesWindow = (text: string): boolean =>
  text.replaceAll(/(?<=\d)[\s.,'\u2019](?=\d{3})/g, '').includes(String(WINDOW))

/** An error beyond the window for what it is. */
export const explainWindow = (error: unknown, place: Place): unknown => {
  if (!isBeyond(place) || !isJiraApiError(error, 'server-error')) return error
  return (error.details.messages ?? []).some(namesWindow) ? tooFar(error.details) : error
}

/** The page, unless nothing came because the window is over: that would pass for the end of the list. */
export const notBeyond = (page: IssuePage, place: Place): IssuePage => {
  if (isBeyond(place) && page.issues.length === 0 && page.total > place.startAt) throw tooFar()
  return page
}
