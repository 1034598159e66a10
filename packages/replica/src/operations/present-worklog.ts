import { JiraApiError, type Worklog } from '@mmd/jira-api/model'
import type { DeleteWorklogOperation, EditWorklogOperation } from './operation.ts'
import type { Sending } from './operation-kind.ts'
import { partConflicts, type WorklogParts } from './worklog-parts.ts'
import { worklogOf } from './worklog-rows.ts'

/**
 * A worklog as it is now, before it is changed; undefined where the issue shows that it is gone, or nobody knows. An issue
 * brings its first worklogs alone: one behind them is asked for, and what somebody else changed there is refused (`conflict`),
 * since it could not be shown before. `mine` null: it is to go.
 */
export const presentWorklog = async (
  { key, id, base }: EditWorklogOperation | DeleteWorklogOperation,
  mine: WorklogParts | null,
  { client, current, signal }: Pick<Sending, 'client' | 'current' | 'signal'>,
): Promise<Worklog | undefined> => {
  const shown = worklogOf(current, id)
  if (shown !== undefined || current === undefined || current.worklogs.length >= current.worklogTotal) return shown
  const present = (await client.worklogs(key, { signal })).find((worklog) => worklog.id === id)
  if (partConflicts(base, mine, present).length === 0) return present
  throw new JiraApiError('conflict', 'Somebody else has changed the worklog meanwhile', { reason: 'NOT_SENT' })
}
