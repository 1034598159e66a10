import type { SandboxIssue } from './world.ts'

/** An approval that a request waits for. */
export interface SandboxApproval {
  readonly id: string
  readonly name: string
  /** What each approver has said, by user key; `pending`: nothing yet. */
  readonly answers: Map<string, 'approved' | 'declined' | 'pending'>
  readonly created: number
  completed: number | null
}

/** A list of requests that agents work through. */
export interface SandboxQueue {
  readonly id: string
  readonly name: string
  /** Without the project. */
  readonly jql: string
  readonly fields: readonly string[]
}

export interface SandboxRequestType {
  readonly id: string
  /** By which the portal of its desk calls it. */
  readonly key: string
  readonly name: string
  readonly description: string
  readonly issueTypeId: string
  readonly groupIds: readonly string[]
}

/** The service desk of the site. */
export const serviceDesk = { id: '3', projectKey: 'SUP' } as const

const columns = ['issuetype', 'issuekey', 'summary', 'reporter', 'status', 'created']

export const queues: readonly SandboxQueue[] = [
  {
    id: '21',
    name: 'All open',
    jql: 'resolution = Unresolved ORDER BY created ASC',
    fields: [...columns, 'customfield_10230'],
  },
  {
    id: '22',
    name: 'Unassigned',
    jql: 'resolution = Unresolved AND assignee is EMPTY ORDER BY priority DESC',
    fields: columns,
  },
  { id: '23', name: 'Waiting for us', jql: 'status in ("Waiting for support", Escalated)', fields: columns },
  { id: '24', name: 'Nothing here', jql: 'summary ~ "nosuchwordanywhere"', fields: ['issuekey'] },
]

export const requestTypes: readonly SandboxRequestType[] = [
  {
    id: '51',
    key: 'ask',
    name: 'Ask a question',
    description: 'Anything at all',
    issueTypeId: '10006',
    groupIds: ['7'],
  },
  {
    id: '52',
    key: 'outage',
    name: 'Report an outage',
    description: 'Something is down',
    issueTypeId: '10005',
    groupIds: ['7', '8'],
  },
  {
    id: '53',
    key: 'change',
    name: 'Ask for a change',
    description: 'Needs an approval',
    issueTypeId: '10002',
    groupIds: ['8'],
  },
  {
    id: '54',
    key: 'access',
    name: 'Ask for access',
    description: 'To a system, or to a part of it',
    issueTypeId: '10006',
    groupIds: ['7'],
  },
]

export const requestTypeGroups = [
  { id: '7', name: 'Common' },
  { id: '8', name: 'Operations' },
] as const

/** Who the customers belong to. */
export const organisations = [
  { id: '1', name: 'Nordwind Logistics', memberKeys: ['JIRAUSER10121'] },
  { id: '2', name: 'Acme Retail', memberKeys: ['JIRAUSER10122', 'JIRAUSER10117'] },
] as const

/** The field in which an issue holds its request type. */
export const requestTypeField = 'customfield_10232'

/** The request type of an issue: the one that was set, else that of its type; undefined for an issue that is no request. */
export const requestTypeOf = (issue: SandboxIssue): SandboxRequestType | undefined => {
  const { projectKey, typeId, parentId, custom } = issue
  if (projectKey !== serviceDesk.projectKey || parentId !== null) return undefined
  const set = requestTypes.find(({ id, issueTypeId }) => id === custom.get(requestTypeField) && issueTypeId === typeId)
  return set ?? requestTypes.find(({ issueTypeId }) => issueTypeId === typeId)
}

/** Gives requests for a change the approval that they wait for, and some requests a second customer. */
export const makeRequests = (issues: readonly SandboxIssue[], approverKeys: readonly string[]): void => {
  for (const issue of issues) {
    const type = requestTypeOf(issue)
    if (type === undefined) continue
    if (issue.number % 4 === 0) issue.participants = organisations[1].memberKeys.slice(0, 1 + (issue.number % 2))
    if (type.id !== '53') continue
    const isOver = issue.resolved !== null
    issue.approvals = [
      {
        id: String(70_000 + issue.number),
        name: 'Waiting for approval',
        answers: new Map(approverKeys.map((key) => [key, isOver ? 'approved' : 'pending'])),
        created: issue.created,
        completed: issue.resolved,
      },
    ]
  }
}
