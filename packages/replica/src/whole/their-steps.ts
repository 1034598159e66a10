import { type IssueDetail, type IssueKey, isJiraApiError } from '@mmd/jira-api/model'
import { textOn } from '../operations/testing/site.ts'
import { at } from './at.ts'
import type { Step } from './steps.ts'
import type { Place } from './testing.ts'

/** For tests: what others do on the site. */
export const theirDeeds = [
  'their-summary',
  'their-priority',
  'their-label',
  'their-due',
  'their-assign',
  'their-comment',
  'their-move',
  'their-issue',
  'their-deletion',
] as const
export type TheirDeed = (typeof theirDeeds)[number]

/** What was changed of which issue. */
interface Changed {
  readonly key: IssueKey
  readonly field: string
}

const doAllowed = async (
  { theirs, mine, deployment, priorities, project, them, me, keys }: Place,
  { deed, on, pick }: Step<TheirDeed>,
  token: string,
): Promise<readonly Changed[]> => {
  const key = at(keys, on)
  const before: IssueDetail | undefined = await mine.issue(key).catch(() => undefined)
  const own = { summary: token }
  if (before === undefined && deed !== 'their-issue') return []
  switch (deed) {
    case 'their-summary':
      await theirs.edit(key, { fields: own })
      return [{ key, field: 'summary' }]
    case 'their-priority':
      await theirs.edit(key, { fields: { priority: { id: at(priorities, pick).id } } })
      return [{ key, field: 'priority' }]
    case 'their-label':
      await theirs.edit(key, { update: { labels: [{ add: token }] } })
      return [{ key, field: 'labels' }]
    case 'their-due':
      await theirs.edit(key, { fields: { duedate: `2027-01-1${pick}` } })
      return [{ key, field: `due 2027-01-1${pick}` }]
    case 'their-assign':
      await theirs.assign(key, at([them.id, me.id, null], pick))
      return [{ key, field: 'assignee' }]
    case 'their-comment':
      await theirs.addComment(key, { body: textOn(deployment, token) })
      return [{ key, field: `comment ${token}` }]
    case 'their-move': {
      const steps = await mine.transitions(key)
      const step = steps.find(({ fields }) => fields.every((one) => !one.required))
      if (step === undefined) return []
      await mine.transition(key, { id: step.id })
      return [{ key, field: 'status' }]
    }
    case 'their-issue': {
      const type = project.types.find(({ name }) => name === 'Task')
      await theirs.createIssue({ fields: { project: { key: 'PAY' }, issuetype: { id: type?.id }, ...own } })
      return []
    }
    case 'their-deletion':
      // Often enough on one that something waits for.
      if (pick > 0) return []
      await mine.deleteIssue({ key, withSubtasks: true })
      // Its sub-tasks go with it.
      return [key, ...(before?.subtasks ?? []).map((one) => one.key)].map((gone) => ({
        key: gone,
        field: 'everything',
      }))
  }
}

/** For tests: what a deed of somebody else changes, as far as it counts: `PAY-1 summary`. Nothing: the site did not let them. */
export const doTheirs = async (...deed: Parameters<typeof doAllowed>): ReturnType<typeof doAllowed> => {
  try {
    return await doAllowed(...deed)
  } catch (error) {
    if (isJiraApiError(error, 'forbidden') || isJiraApiError(error, 'refused')) return []
    throw error
  }
}
