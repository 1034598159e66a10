import { isJiraApiError, JiraApiError } from '@mmd/jira-api/model'

/** By so much the clocks of this machine and of the site are taken to differ at most. Milliseconds. */
const MOST_SKEW = 24 * 60 * 60_000

/** True unless something is certainly older than the first try, whatever the clocks: how far back a mark is looked for. */
export const mayBeSince = (created: string | null, firstSentAt: string | null): boolean =>
  created === null || firstSentAt === null || Date.parse(created) >= Date.parse(firstSentAt) - MOST_SKEW

/** True unless something was made before a time by the site's clock, whose times may be cut to whole seconds. */
export const isMadeSince = ({ created }: { readonly created: string | null }, earliest: number): boolean =>
  created === null || Date.parse(created) + 1_000 > earliest

/** A refusal of our own, before anything was sent. */
export const refused = (why: string): JiraApiError => new JiraApiError('refused', why, { reason: 'NOT_SENT' })

/** Deletes something; that it is gone already is as good. */
export const deleting = async (request: () => Promise<void>): Promise<void> => {
  try {
    await request()
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Changes something; that it is gone is said in words of its own. */
export const changing = async <T>(what: string, request: () => Promise<T>): Promise<T> => {
  try {
    return await request()
  } catch (error) {
    if (!isGone(error)) throw error
    throw new JiraApiError('not-found', `The ${what} is not there any more, or not for you`, error.details)
  }
}

/** What was asked for, or undefined where the site has none. */
export const ifThere = async <T>(request: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await request()
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

const isGone = (error: unknown): error is JiraApiError => isJiraApiError(error, 'not-found')
