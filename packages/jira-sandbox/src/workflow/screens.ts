import type { SandboxIssue } from '../world/world.ts'
import { type ScreenField, workflowOf } from './workflow.ts'

const common = [
  'summary',
  'issuetype',
  'priority',
  'description',
  'assignee',
  'reporter',
  'labels',
  'components',
  'duedate',
  'issuelinks',
  'comment',
  'attachment',
]

const more: Readonly<Record<string, readonly string[]>> = {
  PAY: [
    'fixVersions',
    'versions',
    'environment',
    'customfield_10101',
    'customfield_10102',
    'customfield_10107',
    'customfield_10203',
    'customfield_10204',
    'customfield_10209',
  ],
  OPS: [
    'fixVersions',
    'environment',
    'customfield_10202',
    'customfield_10205',
    'customfield_10207',
    'customfield_10210',
    'customfield_10211',
    'customfield_10212',
    'customfield_10213',
    'customfield_10214',
    'customfield_10215',
    'customfield_10216',
    'customfield_10217',
    'customfield_10218',
    'customfield_10219',
    'customfield_10220',
    'customfield_10221',
    'customfield_10222',
    'customfield_10223',
    'security',
    'timetracking',
  ],
  SUP: ['customfield_10206', 'customfield_10208', 'customfield_10209', 'customfield_10232'],
}

const needed = new Set(['summary', 'issuetype', 'reporter'])

/** The fields on the edit screen of an issue; none while its status makes it read-only. */
export const editScreen = (issue: SandboxIssue): readonly ScreenField[] => {
  if (workflowOf(issue.projectKey).readOnlyStatuses.includes(issue.statusId)) return []
  const epicName = issue.typeId === '10000' ? ['customfield_10104'] : []
  return [...common, ...(more[issue.projectKey] ?? []), ...epicName].map((fieldId) => ({
    fieldId,
    required: needed.has(fieldId),
  }))
}
