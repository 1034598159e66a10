import type { Comment, DevelopmentDetail, DevelopmentOverview, IssueKey, SiteClient } from '@mmd/jira-api/model'
import { isTalkPart, layOverPart } from '../rows/part-rows.ts'
import { layOver } from '../rows/shown.ts'
import type { RefresherPorts } from './ports.ts'
import { beginRead } from './read-moment.ts'

export type FetchedPart = 'comments' | 'worklogs' | 'history' | 'remote-links' | 'development'

/** What developers have linked to an issue; no overview: there is nothing to ask. */
export interface DevelopmentPart {
  readonly overview: DevelopmentOverview | null
  readonly details: readonly DevelopmentDetail[]
}

const pageSize = 100
/** A list of comments that never ends is cut. */
const mostPages = 200

const readComments = async (client: SiteClient, key: IssueKey, signal: AbortSignal): Promise<readonly Comment[]> => {
  const comments = new Map<string, Comment>()
  let startAt = 0
  for (let count = 0; count < mostPages; count += 1) {
    const page = await client.comments({ key, startAt, maxResults: pageSize }, { signal })
    for (const comment of page.comments) comments.set(comment.id, comment)
    startAt = page.startAt + page.comments.length
    if (page.comments.length === 0 || startAt >= page.total) break
  }
  return [...comments.values()]
}

/** Kinds and sources of development information that are asked for, one request each. */
const mostSources = 8

const readDevelopment = async (client: SiteClient, issueId: string, signal: AbortSignal): Promise<DevelopmentPart> => {
  const overview = await client.development(issueId, { signal })
  const kinds = ['pullrequest', 'branch', 'build', 'deployment-environment', 'repository'] as const
  const sources = kinds.flatMap((type) => (overview?.sources[type] ?? []).map((source) => ({ issueId, type, source })))
  const details: DevelopmentDetail[] = []
  for (const query of sources.slice(0, mostSources)) details.push(await client.developmentDetail(query, { signal }))
  return { overview, details }
}

const askFor = (
  { client, store }: Pick<RefresherPorts, 'client' | 'store'>,
  key: IssueKey,
  part: FetchedPart,
  signal: AbortSignal,
): Promise<unknown> => {
  switch (part) {
    case 'comments':
      return readComments(client, key, signal)
    case 'worklogs':
      return client.worklogs(key, { signal })
    case 'history':
      return client.history(key, { signal })
    case 'remote-links':
      return client.remoteLinks(key, { signal })
    case 'development':
      // The site knows it by the issue's number alone.
      return readDevelopment(client, store.issues.row(key)?.id ?? '', signal)
  }
}

/** Reads a part of an issue into the copy, all pages of it. Throws what the site said. */
export const readPart = async (
  { client, store, now, signal }: Omit<RefresherPorts, 'onNews'> & { readonly signal: AbortSignal },
  key: IssueKey,
  part: FetchedPart,
): Promise<void> => {
  const { order, askedAt } = beginRead({ store, now })
  const value = await askFor({ client, store }, key, part, signal)
  signal.throwIfAborted()
  store.transaction(() => {
    const later = store.outbox.settledAfter(order, key)
    const rows = later.length === 0 ? undefined : store.issues.rows(key)
    const isBehind = rows !== undefined && isTalkPart(part) && Array.isArray(value)
    store.issues.putPart(key, part, isBehind ? layOverPart(rows, part, value, later) : value, askedAt)
    if (rows !== undefined) store.issues.putRows(later.reduce(layOver, rows), askedAt)
  })
}
