/** The scope that brings a refresh token. It is asked for, but never registered. */
export const offlineAccess = 'offline_access'

/** Words of a space-separated list, each once. */
export const scopeList = (text: string): readonly string[] => [
  ...new Set(text.split(/\s+/u).filter((word) => word !== '')),
]

/** `read:issue:jira`, as against the classic `read:jira-work`. */
export const isGranular = (scope: string): boolean => scope.split(':').length === 3

/** What a scope opens: a product, or the account itself. */
export const productOf = (scope: string): 'jira' | 'confluence' | 'account' => {
  if (scope === offlineAccess || scope.endsWith(':me') || scope.endsWith(':account')) return 'account'
  return scope.includes('confluence') ? 'confluence' : 'jira'
}

const texts: Readonly<Record<string, string>> = {
  'read:jira-work': 'View issues, projects and whatever belongs to them',
  'write:jira-work': 'Create and change issues, comment on them and move them on',
  'read:jira-user': 'View the people of the site',
  'manage:jira-project': 'Change project settings',
  'manage:jira-configuration': 'Administer Jira',
  'manage:jira-webhook': 'Manage webhooks',
  'read:me': 'View your profile',
  'search:confluence': 'Search Confluence',
  [offlineAccess]: 'Do all this while you are away',
}

/** What the consent page tells about a scope. */
export const scopeText = (scope: string): string => {
  const known = Object.hasOwn(texts, scope) ? texts[scope] : undefined
  if (known !== undefined) return known
  const [verb = '', what = ''] = scope.split(':')
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${what.replaceAll(/[.-]/gu, ' ')}`.trim()
}
