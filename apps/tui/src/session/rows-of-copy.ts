import type { Issue } from '@mmd/jira-api'
import type { Replica } from '@mmd/replica'

/** Rows of the copy that are looked through. */
const mostRows = 600

/** The rows of the lists that were opened last. */
export const rowsOfCopy = (copy: Pick<Replica, 'views' | 'view' | 'issue'>): readonly Issue[] => {
  const rows = new Map<string, Issue>()
  for (const { id } of copy.views())
    for (const key of copy.view(id)?.keys ?? []) {
      if (rows.size >= mostRows) return [...rows.values()]
      const row = copy.issue(key)
      if (row !== undefined) rows.set(key, row)
    }
  return [...rows.values()]
}
