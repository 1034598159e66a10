import type { Comment, IssueDetail, Worklog } from '@mmd/jira-api'
import type { IssueInput } from './issue-input.ts'

/** A list that came along with the issue, and what of its rest was fetched by itself: what came along is newer. */
const joined = <T extends { readonly id: string }>(
  along: readonly T[],
  total: number,
  part: readonly T[] | undefined,
  timeOf: (one: T) => string | null,
): readonly T[] => {
  if (part === undefined || total <= along.length) return along
  const all = new Map([...part, ...along].map((one) => [one.id, one]))
  // What is on its way has no time yet, and stays at the end.
  return [...all.values()].toSorted((a, b) => {
    const [left, right] = [timeOf(a) ?? '\uFFFF', timeOf(b) ?? '\uFFFF']
    return left < right ? -1 : left > right ? 1 : 0
  })
}

/** Whether comments are notes of a service desk: what came along may not say it, the list that was fetched by itself does. */
const withReaders = (comments: readonly Comment[], part: readonly Comment[] = []): readonly Comment[] => {
  if (comments.every(({ internal }) => internal !== null)) return comments
  const known = new Map(part.map(({ id, internal }) => [id, internal]))
  return comments.map((comment) => ({ ...comment, internal: comment.internal ?? known.get(comment.id) ?? null }))
}

/** The comments that are there. Of a service desk, `internal` is null as long as it is not known; elsewhere there are no notes. */
export const commentsOf = (
  detail: IssueDetail,
  { parts, isDesk }: Pick<IssueInput, 'parts' | 'isDesk'>,
): readonly Comment[] => {
  const comments = joined(detail.comments, detail.commentTotal, parts?.comments, ({ created }) => created)
  if (isDesk === true) return withReaders(comments, parts?.comments)
  return comments.map((comment) => (comment.internal === null ? { ...comment, internal: false } : comment))
}

export const worklogsOf = (detail: IssueDetail, parts: IssueInput['parts']): readonly Worklog[] =>
  joined(detail.worklogs, detail.worklogTotal, parts?.worklogs, ({ started }) => started)
