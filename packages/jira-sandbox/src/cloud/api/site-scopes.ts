import { configure, hook, people, read, type ScopeTable, scopes, write } from './scope-needs.ts'

const searching = 'read:issue-details read:audit-log read:avatar read:field-configuration read:issue-meta'
const counting = 'read:issue-details read:field.default-value read:field.option read:field read:group'
const fieldRead = 'read:field read:avatar read:project-category read:project read:field-configuration'
const typeRead = 'read:issue-type read:avatar read:project read:project-category'
const accountRead = 'read:user read:application-role read:avatar read:group'
const projectRead =
  'read:issue-type read:project read:project.property read:user read:application-role read:avatar read:group read:issue-type-hierarchy read:project-category read:project-version read:project.component'
const filterRead =
  'read:filter read:group read:project read:project-role read:user read:jql read:avatar read:application-role read:issue-type-hierarchy'
// What a filter is shared with may be a whole project.
const filterShares =
  'read:filter read:group read:project read:project-role read:user read:avatar read:application-role read:issue-type read:issue-type-hierarchy read:project-category read:project-version read:project.component'
const dashboardRead = filterShares.replace('read:filter', 'read:dashboard')

const hooking = `${read} ${hook}`

/** What the operations of the site itself ask of a token: its catalogues, people, projects, searches and filters. */
export const siteScopes: ScopeTable = {
  'GET /serverInfo': scopes('', ''),
  'GET /myself': scopes(people, 'read:application-role read:group read:user read:avatar'),
  'GET /configuration': scopes(people, 'read:instance-configuration read:issue.time-tracking'),
  'GET /field': scopes(read, fieldRead),
  'GET /field/search': scopes(read, 'read:field read:field-configuration'),
  'GET /customFieldOption/:id': scopes(read, 'read:field read:field.option'),
  'GET /field/:field/context': scopes(configure, 'read:field read:custom-field-contextual-configuration'),
  'GET /field/:field/context/defaultValue': scopes(configure, 'read:field.default-value'),
  'GET /field/:field/context/projectmapping': scopes(configure, 'read:field'),
  'GET /field/:field/context/issuetypemapping': scopes(configure, 'read:field'),
  'GET /field/:field/context/:context/option': scopes(configure, 'read:field.option'),
  'GET /events': scopes(configure, 'read:issue-event'),
  'GET /statuses': scopes(configure, 'read:workflow'),
  'GET /statuses/search': scopes(configure, 'read:workflow'),
  'GET /priorityscheme': scopes(configure, 'read:priority-scheme'),
  // No granular scope opens it.
  'GET /priority/search': scopes(configure),
  'GET /webhook': scopes(hooking, 'read:jql read:webhook'),
  'POST /webhook': scopes(hooking, 'read:field read:project write:webhook'),
  'DELETE /webhook': scopes(hooking, 'delete:webhook'),
  'PUT /webhook/refresh': scopes(hooking, 'read:webhook write:webhook'),
  'GET /webhook/failed': scopes(
    hooking,
    'read:issue-details read:webhook read:comment.property read:group read:issue-type read:project-role read:epic:jira-software',
  ),
  'GET /status': scopes(read, 'read:status'),
  'GET /status/:id': scopes(read, 'read:status'),
  'GET /statuscategory': scopes(read, 'read:status'),
  'GET /priority': scopes(read, 'read:priority'),
  'GET /priority/:id': scopes(read, 'read:priority'),
  'GET /resolution': scopes(read, 'read:resolution'),
  'GET /issuetype': scopes(read, typeRead),
  'GET /issuetype/:id': scopes(read, typeRead),
  'GET /issueLinkType': scopes(read, 'read:issue-link-type'),
  'GET /label': scopes(read, 'read:label'),
  'GET /project': scopes(read, projectRead),
  'GET /project/search': scopes(read, projectRead),
  'GET /project/:key': scopes(read, projectRead),
  'GET /project/:key/statuses': scopes(read, 'read:issue-status read:issue-type read:status'),
  'GET /project/:key/components': scopes(
    read,
    'read:project read:project.component read:user read:application-role read:avatar read:group',
  ),
  'GET /project/:key/version': scopes(read, 'read:project-version'),
  'GET /project/:key/versions': scopes(read, 'read:project-version'),
  'GET /project/:key/role': scopes(read, 'read:project-role'),
  'GET /mypermissions': scopes(read, 'read:permission'),
  'POST /permissions/check': scopes(undefined, 'read:permission'),
  'GET /user': scopes(people, accountRead),
  'GET /user/search': scopes(people, `${accountRead} read:user.property`),
  'GET /user/assignable/search': scopes(people, `${accountRead} read:issue read:project`),
  'GET /users/search': scopes(people, accountRead),
  'GET /user/bulk': scopes(people, accountRead),
  'GET /user/bulk/migration': scopes(people, 'read:user'),
  'GET /user/picker': scopes(people, 'read:user'),
  'GET /groupuserpicker': scopes(read, 'read:group read:user'),
  'GET /groups/picker': scopes(people, 'read:group'),
  'GET /search': scopes(read, searching),
  'POST /search': scopes(read, counting),
  'GET /search/jql': scopes(read, searching),
  'POST /search/jql': scopes(read, searching),
  'POST /search/approximate-count': scopes(read, counting),
  'GET /jql/autocompletedata': scopes(read, 'read:field'),
  'POST /jql/autocompletedata': scopes(read, 'read:field'),
  'GET /jql/autocompletedata/suggestions': scopes(read, 'read:issue-details'),
  'POST /jql/parse': scopes(read, 'read:field validate:jql read:jql'),
  'POST /jql/pdcleaner': scopes(people, 'read:jql read:user validate:jql'),
  'POST /jql/sanitize': scopes(configure, 'read:jql'),
  'POST /jql/match': scopes(read, 'read:issue-details'),
  'GET /dashboard': scopes(read, dashboardRead),
  'GET /dashboard/:id': scopes(read, dashboardRead),
  'GET /filter/favourite': scopes(read, filterRead),
  'GET /filter/my': scopes(read, filterRead),
  'GET /filter/search': scopes(read, filterRead),
  'POST /filter': scopes(write, `${filterShares} write:filter`),
  'GET /filter/:id': scopes(read, filterRead),
  'PUT /filter/:id': scopes(write, `${filterRead} write:filter`),
  'DELETE /filter/:id': scopes(write, 'delete:filter'),
  'GET /filter/:id/columns': scopes(read, 'read:filter.column'),
  'PUT /filter/:id/favourite': scopes(write, `${filterRead} write:filter`),
  'DELETE /filter/:id/favourite': scopes(write, `${filterShares} write:filter`),
}
