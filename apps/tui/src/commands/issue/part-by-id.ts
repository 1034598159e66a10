import { type Comment, type IssueKey, JiraApiError, type SiteClient, type Worklog } from '@mmd/jira-api/model'
import type { Bench, Known } from './bench.ts'

/** What something is before it is changed; nothing where nobody can be asked. */
export interface Before<T> {
  readonly base?: T
}

/** A comment before it is changed: of those that came with the issue, else of all of them. Throws `not-found`. */
export const commentById = (bench: Bench, known: Known, id: string): Promise<Before<Comment>> =>
  partById(bench, id, {
    what: 'comment',
    near: known.detail?.comments,
    all: (client) => allComments(client, known.key, bench.signal),
  })

/** A worklog before it is changed, in the same way. */
export const worklogById = (bench: Bench, known: Known, id: string): Promise<Before<Worklog>> =>
  partById(bench, id, {
    what: 'worklog',
    near: known.detail?.worklogs,
    all: (client) => client.worklogs(known.key, { signal: bench.signal }),
  })

interface Part<T> {
  readonly what: string
  readonly near: readonly T[] | undefined
  readonly all: (client: SiteClient) => Promise<readonly T[]>
}

const partById = async <T extends { readonly id: string }>(
  { lookup }: Bench,
  id: string,
  { what, near = [], all }: Part<T>,
): Promise<Before<T>> => {
  const client = lookup.client()
  const isIt = (one: T): boolean => one.id === id
  const found = near.find(isIt) ?? (client === undefined ? undefined : (await all(client)).find(isIt))
  if (found !== undefined) return { base: found }
  if (client === undefined) return {}
  throw new JiraApiError('not-found', `there is no such ${what}`, { messages: [`There is no ${what} ${id}`] })
}

const pageSize = 100

const allComments = async (client: SiteClient, key: IssueKey, signal: AbortSignal): Promise<readonly Comment[]> => {
  const all: Comment[] = []
  for (;;) {
    const page = await client.comments({ key, startAt: all.length, maxResults: pageSize }, { signal })
    all.push(...page.comments)
    if (page.comments.length === 0 || all.length >= page.total) return all
  }
}
