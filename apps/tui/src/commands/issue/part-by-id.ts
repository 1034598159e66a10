import { type Comment, isJiraApiError, JiraApiError, type SiteClient, type Worklog } from '@mmd/jira-api/model'
import type { Bench, Known } from './bench.ts'

/** What something is before it is changed; nothing where nobody can be asked. */
export interface Before<T> {
  readonly base?: T
}

/** A comment before it is changed: of those that came with the issue, else from the site, by one request. Throws `not-found`. */
export const commentById = (bench: Bench, known: Known, id: string): Promise<Before<Comment>> =>
  partById(bench, id, {
    what: 'comment',
    near: known.detail?.comments,
    far: (client) => client.comment({ key: known.key, id }, { signal: bench.signal }),
  })

/** A worklog before it is changed, in the same way. */
export const worklogById = (bench: Bench, known: Known, id: string): Promise<Before<Worklog>> =>
  partById(bench, id, {
    what: 'worklog',
    near: known.detail?.worklogs,
    far: (client) => client.worklog({ key: known.key, id }, { signal: bench.signal }),
  })

interface Part<T> {
  readonly what: string
  readonly near: readonly T[] | undefined
  readonly far: (client: SiteClient) => Promise<T>
}

const partById = async <T extends { readonly id: string }>(
  { lookup }: Bench,
  id: string,
  { what, near = [], far }: Part<T>,
): Promise<Before<T>> => {
  const found = near.find((one) => one.id === id)
  if (found !== undefined) return { base: found }
  const client = lookup.client()
  if (client === undefined) return {}
  try {
    return { base: await far(client) }
  } catch (error) {
    if (!isJiraApiError(error, 'not-found')) throw error
    throw new JiraApiError('not-found', `there is no such ${what}`, { messages: [`There is no ${what} ${id}`] })
  }
}
