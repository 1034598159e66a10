import { agileScopes } from './agile-scopes.ts'
import { developmentScopes } from './development-scopes.ts'
import { serviceDeskScopes } from './service-desk-scopes.ts'

/** What a token must hold for an operation: all of `classic`, or all of `granular`. */
export interface OperationScopes {
  /** Absent: no classic scope opens the operation. */
  readonly classic?: readonly string[]
  readonly granular?: readonly string[]
}

const scopes = (classic: string | undefined, granular?: string): OperationScopes => ({
  ...(classic === undefined ? {} : { classic: classic.split(' ').filter((word) => word !== '') }),
  ...(granular === undefined ? {} : { granular: granular.split(' ').map((word) => `${word}:jira`) }),
})

const none = undefined
const read = 'read:jira-work'
const write = 'write:jira-work'
const people = 'read:jira-user'

const issueRead =
  'read:issue-meta read:issue-security-level read:issue.vote read:issue.changelog read:avatar read:issue read:status read:user read:field-configuration'
const commentRead = 'read:comment read:comment.property read:group read:project read:project-role read:user read:avatar'
const searching = 'read:issue-details read:audit-log read:avatar read:field-configuration read:issue-meta'
const filterRead =
  'read:filter read:group read:project read:project-role read:user read:jql read:avatar read:application-role read:project-category'
const worklogRead = 'read:group read:issue-worklog read:issue-worklog.property read:project-role read:user read:avatar'
const watching = 'read:issue.watcher read:user read:avatar'
const fieldRead = 'read:field read:avatar read:project-category read:project read:field-configuration'

/**
 * The operations that the sandbox serves below `/rest/api/2` and `/rest/api/3`, with what each asks of a token. An
 * operation that is not here does not exist; granular scopes are given where they are known.
 */
export const operationScopes: Readonly<Record<string, OperationScopes>> = {
  ...agileScopes,
  ...serviceDeskScopes,
  ...developmentScopes,
  'GET /serverInfo': scopes(''),
  'GET /myself': scopes(people, 'read:application-role read:group read:user read:avatar'),
  'GET /configuration': scopes(read),
  'GET /field': scopes(read, fieldRead),
  'GET /customFieldOption/:id': scopes(read),
  'GET /status': scopes(read),
  'GET /status/:id': scopes(read),
  'GET /statuscategory': scopes(read),
  'GET /priority': scopes(read),
  'GET /priority/:id': scopes(read),
  'GET /resolution': scopes(read),
  'GET /issuetype': scopes(read),
  'GET /issuetype/:id': scopes(read),
  'GET /issueLinkType': scopes(read),
  'GET /project': scopes(read),
  'GET /project/:key': scopes(read),
  'GET /project/:key/statuses': scopes(read),
  'GET /project/:key/components': scopes(read),
  'GET /project/:key/versions': scopes(read),
  'GET /mypermissions': scopes(read, 'read:permission'),
  'GET /search': scopes(read),
  'POST /search': scopes(read),
  'GET /search/jql': scopes(read, searching),
  'POST /search/jql': scopes(read, searching),
  'POST /search/approximate-count': scopes(
    read,
    'read:issue-details read:field.default-value read:field.option read:field read:group',
  ),
  'POST /issue': scopes(write, 'write:issue write:comment write:comment.property write:attachment read:issue'),
  'POST /issue/bulk': scopes(write, 'write:issue write:comment write:comment.property write:attachment read:issue'),
  'GET /issue/:key': scopes(read, issueRead),
  'DELETE /issue/:key': scopes(write, 'delete:issue'),
  'GET /comment/:comment/properties': scopes(read, 'read:comment.property'),
  'GET /comment/:comment/properties/:property': scopes(read, 'read:comment.property'),
  'PUT /comment/:comment/properties/:property': scopes(write, 'write:comment.property'),
  'DELETE /comment/:comment/properties/:property': scopes(write, 'delete:comment.property'),
  'POST /comment/list': scopes(read, commentRead),
  'PUT /issue/:key': scopes(write, 'write:issue'),
  'GET /issue/:key/editmeta': scopes(read),
  'PUT /issue/:key/assignee': scopes(write, 'write:issue'),
  'GET /issue/:key/transitions': scopes(read, 'read:issue.transition read:status read:field-configuration'),
  'POST /issue/:key/transitions': scopes(write, 'write:issue write:issue.property'),
  'GET /issue/:key/comment': scopes(read, commentRead),
  'POST /issue/:key/comment': scopes(write, `${commentRead} write:comment`),
  'GET /issue/:key/comment/:id': scopes(read, commentRead),
  'PUT /issue/:key/comment/:id': scopes(write, `${commentRead} write:comment`),
  'DELETE /issue/:key/comment/:id': scopes(write, undefined),
  'GET /issue/:key/watchers': scopes(read, watching),
  'POST /issue/:key/watchers': scopes(write, 'write:issue.watcher'),
  'DELETE /issue/:key/watchers': scopes(write, 'write:issue.watcher'),
  'GET /issue/:key/votes': scopes(read),
  'POST /issue/:key/votes': scopes(write, 'write:issue.vote'),
  'DELETE /issue/:key/votes': scopes(write, 'write:issue.vote'),
  'POST /issueLink': scopes(write, 'write:comment write:issue write:issue-link'),
  'DELETE /issueLink/:id': scopes(write),
  'GET /issue/createmeta/:project/issuetypes': scopes(read, 'read:issue-meta read:avatar read:field-configuration'),
  'GET /issue/createmeta/:project/issuetypes/:type': scopes(
    read,
    'read:issue-meta read:avatar read:field-configuration',
  ),
  'GET /issue/:key/changelog': scopes(read, 'read:issue-meta read:avatar read:issue.changelog'),
  'POST /changelog/bulkfetch': scopes(read, 'read:issue-meta read:avatar read:issue.changelog'),
  'POST /issue/bulkfetch': scopes(read, issueRead),
  'GET /issue/:key/worklog': scopes(read, worklogRead),
  'POST /issue/:key/worklog': scopes(write, `${worklogRead} write:issue-worklog`),
  'GET /issue/:key/worklog/:id': scopes(read, worklogRead),
  'PUT /issue/:key/worklog/:id': scopes(write, `${worklogRead} write:issue-worklog`),
  'DELETE /issue/:key/worklog/:id': scopes(write, 'delete:issue-worklog'),
  'GET /worklog/updated': scopes(read, 'read:issue-worklog read:issue-worklog.property'),
  'GET /worklog/deleted': scopes(read, 'read:issue-worklog'),
  'POST /worklog/list': scopes(read, worklogRead),
  'POST /issue/:key/attachments': scopes(write, 'read:user write:attachment read:attachment read:avatar'),
  'GET /attachment/meta': scopes(read),
  'GET /attachment/:id': scopes(read, 'read:attachment'),
  'DELETE /attachment/:id': scopes(write, 'delete:attachment'),
  'GET /attachment/content/:id': scopes(read, 'read:attachment'),
  'GET /attachment/thumbnail/:id': scopes(read, 'read:attachment'),
  'GET /issue/:key/properties': scopes(read),
  'GET /issue/:key/properties/:property': scopes(read),
  'PUT /issue/:key/properties/:property': scopes(write, 'write:issue.property'),
  'DELETE /issue/:key/properties/:property': scopes(write),
  'GET /issue/:key/remotelink': scopes(read, 'read:issue.remote-link read:status'),
  'POST /issue/:key/remotelink': scopes(write, 'write:issue write:issue.remote-link read:issue.remote-link'),
  'DELETE /issue/:key/remotelink': scopes(write),
  'GET /issue/:key/remotelink/:id': scopes(read, 'read:issue.remote-link read:status'),
  'PUT /issue/:key/remotelink/:id': scopes(write),
  'DELETE /issue/:key/remotelink/:id': scopes(write),
  'GET /user': scopes(people),
  'GET /user/search': scopes(people, 'read:user read:user.property read:application-role read:avatar read:group'),
  'GET /user/assignable/search': scopes(
    people,
    'read:issue read:project read:user read:application-role read:avatar read:group',
  ),
  'GET /users/search': scopes(people, 'read:user read:application-role read:avatar read:group'),
  'GET /user/bulk': scopes(people, 'read:user'),
  'GET /user/bulk/migration': scopes(people, 'read:user'),
  'GET /user/picker': scopes(people, 'read:user'),
  'GET /project/:key/role': scopes(read, 'read:project-role read:project'),
  'GET /groups/picker': scopes(people, 'read:group'),
  'GET /issueLink/:id': scopes(read, 'read:issue-link read:issue-meta read:status'),
  'POST /permissions/check': scopes(none, 'read:permission'),
  'GET /project/search': scopes(
    read,
    'read:issue-type read:project read:project.property read:user read:application-role read:avatar read:group read:issue-type-hierarchy read:project-category read:project-version read:project.component',
  ),
  'GET /field/search': scopes(read, fieldRead),
  'GET /label': scopes(read, 'read:label'),
  'GET /issue/picker': scopes(read),
  'GET /dashboard': scopes(read, 'read:dashboard read:dashboard.property read:group read:project read:user'),
  'GET /dashboard/:id': scopes(read, 'read:dashboard read:group read:project read:user'),
  'GET /filter/my': scopes(read, filterRead),
  'GET /filter/search': scopes(read, filterRead),
  'POST /filter': scopes(write, `${filterRead} write:filter`),
  'PUT /filter/:id': scopes(write, `${filterRead} write:filter`),
  'DELETE /filter/:id': scopes(write, 'delete:filter'),
  'GET /filter/:id/columns': scopes(read, 'read:filter.column'),
  'PUT /filter/:id/favourite': scopes(write, `${filterRead} write:filter`),
  'DELETE /filter/:id/favourite': scopes(write, `${filterRead} write:filter`),
  'POST /jql/autocompletedata': scopes(read, 'read:field'),
  'POST /jql/parse': scopes(read, 'read:field validate:jql read:jql'),
  'POST /jql/match': scopes(read, 'read:issue-details'),
  'GET /bulk/issues/fields': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/fields': scopes(write, 'read:issue write:issue'),
  'GET /bulk/issues/transition': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/transition': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/move': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/delete': scopes(write, 'read:issue delete:issue'),
  'POST /bulk/issues/watch': scopes(write, 'read:issue write:issue.watcher'),
  'POST /bulk/issues/unwatch': scopes(write, 'read:issue write:issue.watcher'),
  'GET /bulk/queue/:task': scopes(read, 'read:issue'),
  'GET /filter/favourite': scopes(read, filterRead),
  'GET /filter/:id': scopes(read, filterRead),
  'GET /jql/autocompletedata': scopes(read, 'read:field'),
  'GET /jql/autocompletedata/suggestions': scopes(read, 'read:field'),
}

const holdsAll = (held: readonly string[], needed: readonly string[]): boolean =>
  needed.every((scope) => held.includes(scope))

/** True when a token may do an operation; undefined needs are those of an operation that no token may do. */
export const mayDo = (held: readonly string[], needed: OperationScopes | undefined): boolean =>
  needed !== undefined &&
  ((needed.classic !== undefined && holdsAll(held, needed.classic)) ||
    (needed.granular !== undefined && holdsAll(held, needed.granular)))
