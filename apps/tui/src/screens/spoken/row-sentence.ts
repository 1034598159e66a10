import type { Issue } from '@mmd/jira-api'
import type { RowMarks } from '@mmd/replica'
import { age } from '../triage/age.ts'

/** A row as a sentence. */
export const rowSentence = (issue: Issue, marks: RowMarks, isMarked: boolean, now: number): string => {
  const states = [
    ...(isMarked ? ['marked'] : []),
    ...(marks.unread ? ['new'] : []),
    ...(marks.pending ? ['being sent'] : []),
    ...(marks.failed ? ['not taken'] : []),
    ...(marks.conflict ? ['in conflict'] : []),
  ]
  const parts = [
    issue.status.name,
    ...(issue.priority === null ? [] : [issue.priority.name]),
    issue.type.name,
    issue.assignee?.name ?? 'unassigned',
    age(issue.updated ?? issue.created, now),
  ]
  return `${issue.key}: ${issue.summary}. ${[...states, ...parts].join(', ')}`
}
