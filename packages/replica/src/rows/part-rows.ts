import type { Comment, IssueDetail, Worklog } from '@mmd/jira-api/model'
import type { Rows } from '../operations/operation-kind.ts'
import type { PartName, Store, StoredOperation } from '../store/store.ts'
import { layOver } from './shown.ts'

/** Parts that operations change. */
export type TalkPart = 'comments' | 'worklogs'

const talkParts: readonly TalkPart[] = ['comments', 'worklogs']

export const isTalkPart = (part: PartName): part is TalkPart => part === 'comments' || part === 'worklogs'

/** A list of its own in the place of the one that came along with the issue. */
const listed = (part: TalkPart, list: readonly unknown[]): Partial<IssueDetail> =>
  part === 'comments'
    ? { comments: list as readonly Comment[], commentTotal: list.length }
    : { worklogs: list as readonly Worklog[], worklogTotal: list.length }

/** A list that was fetched by itself with operations laid over it; as it is where the issue itself is not known whole. */
export const layOverPart = (
  { detail, ...rows }: Rows,
  part: TalkPart,
  list: readonly unknown[],
  operations: readonly StoredOperation[],
): readonly unknown[] => {
  if (detail === undefined) return list
  const changed = operations.reduce(layOver, { ...rows, detail: { ...detail, ...listed(part, list) } })
  return changed.detail?.[part] ?? list
}

/** Lays an operation that the site has taken over the lists that were fetched by themselves: the search finds it there. */
export const settleParts = ({ issues }: Store, rows: Rows, stored: StoredOperation): void => {
  const { key } = stored.operation
  for (const part of talkParts) {
    const list = issues.part(key, part)
    if (!Array.isArray(list?.value)) continue
    issues.putPart(key, part, layOverPart(rows, part, list.value, [stored]), list.fetchedAt)
  }
}
