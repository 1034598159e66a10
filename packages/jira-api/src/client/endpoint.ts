// Every other segment may be an id, a name or a key: those are private, and too many to count by.
const WORDS = new Set(
  (
    'rest api agile software servicedeskapi greenhopper dev-status applinks secure wiki builds deployments featureflags ' +
    'devopscomponents jira oauth2 plugins servlet latest internal ' +
    'approval approximate-count archive assign assignable assignee attachment attachments autocompletedata backlog board ' +
    'boards bulk bulkfetch changelog columns comment comments configuration content count createmeta current dashboard ' +
    'detail editmeta edit epic estimation favourite field fields filter filters flag gating-status groups groupuserpicker ' +
    'history info issue issueLink issueLinkType issues issuetype issuetypes jql label labels link list manifest match meta ' +
    'move multiProjectSearch mypermissions myself navigator none notify page pages parse participant permissions picker ' +
    'pipelines priority priorityschemes project projects properties property queue quickfilter rank rapidviewconfig ' +
    'remotelink request resolution restore search securitylevel serverInfo servicedesk setFavourite settings sla space sprint ' +
    'status statuses subtask suggest suggestions summary swap task tempo thumbnail transition transitions unwatch user users ' +
    'version versions viewissue votes watch watchers worklog configuration editmodel.json queries bulkedit'
  ).split(' '),
)

/** `2`, `1.0`, `3`: only where the name of an API stands before it. */
const VERSION = /^\d{1,2}(?:\.\d{1,2})?$/

const HAS_VERSION = new Set([
  'api',
  'agile',
  'software',
  'greenhopper',
  'dev-status',
  'applinks',
  'builds',
  'deployments',
])

/** A request without its ids: `GET /rest/api/2/issue/{}/comment`. What is not a word of the API is one. */
export const endpointOf = (method: string, path: readonly string[]): string => {
  const parts = path.map((segment, index) => {
    if (VERSION.test(segment)) return HAS_VERSION.has(path[index - 1] ?? '') ? segment : '{}'
    return WORDS.has(segment) ? segment : '{}'
  })
  return `${method} /${parts.join('/')}`
}

/** The issue that a request writes to, when its path says so. */
export const writtenIssueOf = (method: string, path: readonly string[]): string | undefined => {
  const at = path.indexOf('issue')
  const key = at === -1 || method === 'GET' ? undefined : path[at + 1]
  return key === undefined || WORDS.has(key) ? undefined : key
}
