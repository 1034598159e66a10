import { deletedUserKey } from './people.ts'
import type { SandboxIssue } from './world.ts'

const dayMs = 86_400_000

/** Keys of issues that stand for one rule each; they are in every world of 40 issues or more. */
export const cornerKeys = {
  /** Archived: found by its key alone, and read-only. */
  archived: 'PAY-113',
  /** Closed by a security level, even to the demo's main user. */
  embargoed: 'PAY-114',
  /** Has a security level that its project's team passes. */
  teamOnly: 'PAY-101',
  /** Answers under `movedFrom` too. */
  moved: 'PAY-102',
  movedFrom: 'SUP-77',
  /** More worklogs than an issue shows. */
  worklogs: 'PAY-103',
  /** Values that apps and old releases left behind. */
  strangeValues: 'PAY-104',
} as const

const oddValues: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['customfield_10225', '9223372036854775807'],
  ['customfield_10224', 'com.atlassian.servicedesk.plugins.approvals.internal.customfield.ApprovalsCFValue@5ad0b0c0'],
  [
    'customfield_10101',
    [
      "com.atlassian.greenhopper.service.sprint.Sprint@1f2e3d[completeDate=<null>,name=Q4 | ops's [late], again,state=ACTIVE,rapidViewId=4,startDate=2026-11-09T10:00:00.000+01:00,endDate=2026-11-23T10:00:00.000+01:00,id=39]",
    ],
  ],
  ['customfield_10210', '2026-11-20T09:15:00.000+0200'],
  [
    'customfield_10212',
    {
      nonEditableReason: { reason: 'PLUGIN_LICENSE_ERROR', message: 'The app of this field has no licence.' },
      showField: false,
    },
  ],
])

const changes: Readonly<Record<string, (issue: SandboxIssue) => void>> = {
  [cornerKeys.teamOnly]: (issue) => {
    issue.securityLevelId = '10601'
  },
  [cornerKeys.worklogs]: (issue) => {
    issue.originalEstimate = 40 * 3600
    issue.remainingEstimate = 9 * 3600
    issue.worklogs = Array.from({ length: 23 }, (_, index) => ({
      id: String(19_100 + index),
      authorKey: index === 7 ? deletedUserKey : 'JIRAUSER10102',
      comment: index % 5 === 0 ? '' : `Compared batch ${index + 1} with the bank's file`,
      started: issue.created + index * 3_600_000,
      seconds: 1800 + (index % 4) * 900,
    }))
  },
  [cornerKeys.strangeValues]: (issue) => {
    issue.strange = oddValues
  },
}

/** Gives an issue what its key stands for. */
export const makeCorner = (issue: SandboxIssue): void => {
  changes[issue.key]?.(issue)
}

/** A plain issue of PAY with nothing in it yet; `pattern` lends what is not of interest. */
export const bareIssue = (pattern: SandboxIssue, id: number, number: number, summary: string): SandboxIssue => ({
  ...pattern,
  id,
  number,
  key: `PAY-${number}`,
  summary,
  parentId: null,
  comments: [],
  worklogs: [],
  attachments: [],
  history: [],
  links: [],
  subtaskIds: [],
  watchers: new Set(),
  voters: new Set(),
  custom: new Map(),
})

/** Issues that no search of the demo's main user finds; `pattern` lends them what is not of interest. */
export const makeHiddenIssues = (pattern: SandboxIssue): readonly SandboxIssue[] => [
  {
    ...bareIssue(pattern, 10_113, 113, 'Settlement by fax'),
    archived: { byKey: 'JIRAUSER10101', at: pattern.created + dayMs },
  },
  { ...bareIssue(pattern, 10_114, 114, 'Card numbers in the debug log'), securityLevelId: '10602' },
]
