import type { IssueDetail, SiteClient } from '@mmd/jira-api/model'
import { commentOf } from './comment-rows.ts'
import type { Operation } from './operation.ts'
import { ifThere } from './sending.ts'
import { worklogOf } from './worklog-rows.ts'

/**
 * The issue with the comment or worklog that an operation changes. Not all of them come along with an issue: one that did not
 * is asked for by its number, in one request. What is gone stays away. For comparing alone: it is no whole list.
 */
export const withSubject = async (
  client: SiteClient,
  operation: Operation,
  current: IssueDetail,
  signal: AbortSignal,
): Promise<IssueDetail> => {
  const { key } = current
  switch (operation.kind) {
    case 'edit-comment':
    case 'delete-comment': {
      const { id } = operation
      const { comments, commentTotal } = current
      if (comments.length >= commentTotal || commentOf(current, id) !== undefined) return current
      const comment = await ifThere(() => client.comment({ key, id }, { signal }))
      return comment === undefined ? current : { ...current, comments: [...comments, comment] }
    }
    case 'edit-worklog':
    case 'delete-worklog': {
      const { id } = operation
      const { worklogs, worklogTotal } = current
      if (worklogs.length >= worklogTotal || worklogOf(current, id) !== undefined) return current
      const worklog = await ifThere(() => client.worklog({ key, id }, { signal }))
      return worklog === undefined ? current : { ...current, worklogs: [...worklogs, worklog] }
    }
    default:
      return current
  }
}
