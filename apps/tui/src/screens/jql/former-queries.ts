import { untrusted } from '@mmd/jira-api/model'
import type { Replica } from '@mmd/replica'

/** Where the copy keeps them. */
const draftName = 'jql:former'

const most = 50
const longest = 4000

/** Queries that were asked in the bar, newest first. */
export const formerQueries = (replica: Pick<Replica, 'draft'>): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(replica.draft(draftName) || '[]')
    const texts: readonly unknown[] = Array.isArray(kept) ? kept : []
    return texts.flatMap((jql) => (typeof jql === 'string' && jql !== '' ? [untrusted(jql, 'line')] : []))
  } catch {
    return []
  }
}

/** Puts the query before the former ones. */
export const keepQuery = (replica: Pick<Replica, 'draft' | 'putDraft'>, jql: string): void => {
  if (jql === '' || jql.length > longest) return
  const others = formerQueries(replica).filter((one) => one !== jql)
  replica.putDraft(draftName, JSON.stringify([jql, ...others].slice(0, most)))
}
