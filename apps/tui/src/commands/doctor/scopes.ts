/** What a scope of Data Center lets one do, from little to much. */
const dataCenterScopes = ['READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN'] as const

/** Scopes for other programs than ours. */
const serviceScopes: ReadonlySet<string> = new Set(['READ_ALL', 'MANAGE_SUBSCRIPTIONS', 'JSM_KB'])

export const wordsOf = (scope: string): readonly string[] => scope.split(/\s+/).filter((word) => word !== '')

/** A scope of the cloud, such as `read:jira-work`; Data Center answers `invalid_scope` to it. */
export const isCloudScope = (word: string): boolean => word === 'offline_access' || /^[a-z-]+:[a-z.-]+/.test(word)

export const isDataCenterScope = (word: string): boolean =>
  serviceScopes.has(word) || dataCenterScopes.some((scope) => scope === word)

/** What a Data Center scope comes to for us. */
export type Reach = 'nothing' | 'read' | 'write' | 'more'

/** The strongest of space-separated Data Center scopes. */
export const reachOf = (scope: string): Reach => {
  const words = wordsOf(scope)
  const strongest = dataCenterScopes.findLastIndex((name) => words.includes(name))
  return (['nothing', 'read', 'write', 'more', 'more'] as const)[strongest + 1] ?? 'nothing'
}

/** What of the program works in the cloud only with all of these scopes. */
interface Feature {
  readonly name: string
  readonly scopes: readonly string[]
}

const features: readonly Feature[] = [
  { name: 'reading issues', scopes: ['read:jira-work'] },
  { name: 'changing issues', scopes: ['write:jira-work'] },
  { name: 'finding people', scopes: ['read:jira-user'] },
  {
    name: 'boards',
    scopes: ['read:board-scope:jira-software', 'read:project:jira', 'read:issue-details:jira'],
  },
  { name: 'columns and quick filters of boards', scopes: ['read:board-scope.admin:jira-software', 'read:jql:jira'] },
  { name: 'sprints', scopes: ['read:sprint:jira-software'] },
  {
    name: 'moving cards and ranking',
    scopes: ['write:sprint:jira-software', 'write:board-scope:jira-software', 'write:issue:jira-software'],
  },
  { name: 'queues of service desks', scopes: ['read:servicedesk-request'] },
  { name: 'internal notes and approvals of requests', scopes: ['write:servicedesk-request'] },
  { name: 'staying signed in for more than an hour', scopes: ['offline_access'] },
]

/** What of the program does not work with these cloud scopes, and for want of which. */
export const missingFeatures = (scope: string): readonly Feature[] => {
  const granted = new Set(wordsOf(scope))
  return features
    .map(({ name, scopes }) => ({ name, scopes: scopes.filter((word) => !granted.has(word)) }))
    .filter(({ scopes }) => scopes.length > 0)
}
