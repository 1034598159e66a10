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

export const commentsOf = (detail: IssueDetail, parts: IssueInput['parts']): readonly Comment[] =>
  joined(detail.comments, detail.commentTotal, parts?.comments, ({ created }) => created)

export const worklogsOf = (detail: IssueDetail, parts: IssueInput['parts']): readonly Worklog[] =>
  joined(detail.worklogs, detail.worklogTotal, parts?.worklogs, ({ started }) => started)
