import type { Issue, IssueKey, IssuePage } from '../model/model.ts'
import { readList } from './read-list.ts'

/** Reads the ids of a whole list that may change meanwhile, each issue once (see `readList`). */
export const readIds = async (
  page: (startAt: number, maxResults: number) => Promise<IssuePage>,
  pageSize: number,
): Promise<readonly Pick<Issue, 'key' | 'id'>[]> => {
  const ids = new Map<IssueKey, string>()
  const { keys } = await readList({
    page,
    wanted: Number.POSITIVE_INFINITY,
    pageSize: () => pageSize,
    onPage: ({ issues }) => {
      for (const { key, id } of issues) ids.set(key, id)
    },
  })
  return keys.flatMap((key) => {
    const id = ids.get(key)
    return id === undefined ? [] : [{ key, id }]
  })
}
