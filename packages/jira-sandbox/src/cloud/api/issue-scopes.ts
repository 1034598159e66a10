import { read, type ScopeTable, scopes, write } from './scope-needs.ts'

const issueRead =
  'read:issue-meta read:issue-security-level read:issue.vote read:issue.changelog read:avatar read:issue read:status read:user read:field-configuration'
const issueWrite = 'write:issue write:comment write:comment.property write:attachment read:issue'
const commentRead = 'read:comment read:comment.property read:group read:project read:project-role read:user read:avatar'
const worklogRead = 'read:group read:issue-worklog read:issue-worklog.property read:project-role read:user read:avatar'
const worklogWrite = 'write:issue-worklog write:issue-worklog.property'
const watching = 'read:issue.watcher read:user read:avatar'
const createMeta = 'read:issue-meta read:avatar read:field-configuration'
const changelog = 'read:issue-meta read:avatar read:issue.changelog'
const remoteLinkWrite = 'write:issue write:issue.remote-link'
// The list of keys is one resource for whatever has properties.
const propertyKeys =
  'read:comment.property read:dashboard.property read:issue-type.property read:issue-worklog.property read:issue.property read:project.property read:user.property read:workflow.property'

/** What the operations on issues, and on what belongs to them, ask of a token. */
export const issueScopes: ScopeTable = {
  'POST /issue': scopes(write, issueWrite),
  'POST /issue/bulk': scopes(write, issueWrite),
  'GET /issue/:key': scopes(read, issueRead),
  'PUT /issue/:key': scopes(write, 'write:issue'),
  'DELETE /issue/:key': scopes(write, 'delete:issue'),
  'POST /issue/bulkfetch': scopes(read, issueRead),
  'GET /issue/picker': scopes(read, 'read:issue-details'),
  'GET /issue/:key/editmeta': scopes(read, 'read:issue-meta read:field-configuration'),
  'PUT /issue/:key/assignee': scopes(write, 'write:issue'),
  'GET /issue/createmeta/:project/issuetypes': scopes(read, createMeta),
  'GET /issue/createmeta/:project/issuetypes/:type': scopes(read, createMeta),
  'GET /issue/:key/transitions': scopes(read, 'read:issue.transition read:status read:field-configuration'),
  'POST /issue/:key/transitions': scopes(write, 'write:issue write:issue.property'),
  'GET /issue/:key/changelog': scopes(read, changelog),
  'POST /changelog/bulkfetch': scopes(read, changelog),
  'GET /issue/:key/comment': scopes(read, commentRead),
  'POST /issue/:key/comment': scopes(write, `${commentRead} write:comment`),
  'GET /issue/:key/comment/:id': scopes(read, commentRead),
  'PUT /issue/:key/comment/:id': scopes(write, `${commentRead} write:comment`),
  'DELETE /issue/:key/comment/:id': scopes(write, 'delete:comment delete:comment.property'),
  'POST /comment/list': scopes(read, commentRead),
  'GET /comment/:comment/properties': scopes(read, propertyKeys),
  'GET /comment/:comment/properties/:property': scopes(read, 'read:comment.property'),
  'PUT /comment/:comment/properties/:property': scopes(write, 'write:comment.property'),
  'DELETE /comment/:comment/properties/:property': scopes(write, 'delete:comment.property'),
  'GET /issue/:key/worklog': scopes(read, worklogRead),
  'POST /issue/:key/worklog': scopes(write, `${worklogRead} ${worklogWrite}`),
  'GET /issue/:key/worklog/:id': scopes(read, `${worklogRead} read:comment`),
  'PUT /issue/:key/worklog/:id': scopes(write, `${worklogRead} ${worklogWrite} read:comment write:comment`),
  'DELETE /issue/:key/worklog/:id': scopes(
    write,
    'delete:issue-worklog delete:issue-worklog.property write:issue.time-tracking',
  ),
  'GET /worklog/updated': scopes(read, 'read:issue-worklog read:issue-worklog.property'),
  'GET /worklog/deleted': scopes(read, 'read:issue-worklog read:issue-worklog.property'),
  'POST /worklog/list': scopes(read, `${worklogRead} read:comment`),
  'GET /issue/:key/watchers': scopes(read, watching),
  'POST /issue/:key/watchers': scopes(write, 'write:issue.watcher'),
  'DELETE /issue/:key/watchers': scopes(write, 'write:issue.watcher'),
  'GET /issue/:key/votes': scopes(read, 'read:issue.vote read:user read:application-role read:avatar read:group'),
  'POST /issue/:key/votes': scopes(write, 'write:issue.vote'),
  'DELETE /issue/:key/votes': scopes(write, 'write:issue.vote'),
  'POST /issueLink': scopes(write, 'write:comment write:issue write:issue-link'),
  'GET /issueLink/:id': scopes(
    read,
    'read:field read:issue-link-type read:issue-type read:issue read:issue.time-tracking read:priority read:project read:status read:user read:avatar read:project-category',
  ),
  'DELETE /issueLink/:id': scopes(write, 'delete:issue-link'),
  'GET /issue/:key/remotelink': scopes(read, 'read:issue.remote-link read:status'),
  'POST /issue/:key/remotelink': scopes(write, `${remoteLinkWrite} read:issue.remote-link`),
  'DELETE /issue/:key/remotelink': scopes(write, 'write:issue delete:issue.remote-link'),
  'GET /issue/:key/remotelink/:id': scopes(read, 'read:issue.remote-link read:status'),
  'PUT /issue/:key/remotelink/:id': scopes(write, remoteLinkWrite),
  'DELETE /issue/:key/remotelink/:id': scopes(write, 'write:issue delete:issue.remote-link'),
  'POST /issue/:key/attachments': scopes(write, 'read:user write:attachment read:attachment read:avatar'),
  'GET /attachment/meta': scopes(read, 'read:instance-configuration'),
  'GET /attachment/:id': scopes(read, 'read:attachment read:user read:application-role read:avatar read:group'),
  'DELETE /attachment/:id': scopes(write, 'delete:attachment'),
  'GET /attachment/content/:id': scopes(read, 'read:attachment'),
  'GET /attachment/thumbnail/:id': scopes(read, 'read:attachment'),
  'GET /issue/:key/properties': scopes(read, propertyKeys),
  'GET /issue/:key/properties/:property': scopes(read, 'read:issue.property'),
  'PUT /issue/:key/properties/:property': scopes(write, 'write:issue.property'),
  'DELETE /issue/:key/properties/:property': scopes(write, 'delete:issue.property'),
  'GET /bulk/issues/fields': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/fields': scopes(write, 'read:issue write:issue'),
  'GET /bulk/issues/transition': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/transition': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/move': scopes(write, 'read:issue write:issue'),
  'POST /bulk/issues/delete': scopes(write, 'read:issue delete:issue'),
  'POST /bulk/issues/watch': scopes(write, 'read:issue write:issue.watcher'),
  'POST /bulk/issues/unwatch': scopes(write, 'read:issue write:issue.watcher'),
  'GET /bulk/queue/:task': scopes(read, 'read:issue'),
}
