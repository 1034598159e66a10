import type { OperationScopes } from './scope-needs.ts'

// Classic scopes open none of it.
const software = (words: string, platform = ''): OperationScopes => ({
  granular: [
    ...words.split(' ').map((word) => `${word}:jira-software`),
    ...(platform === '' ? [] : platform.split(' ').map((word) => `${word}:jira`)),
  ],
})

const board = 'read:board-scope'
const details = 'read:issue-details'
const sprintIssues = software('read:sprint', `${details} read:jql`)
const boardIssues = software(board, details)
const epicIssues = software('read:epic', details)

const lists = {
  '/board/:board/issue': boardIssues,
  '/board/:board/backlog': boardIssues,
  '/board/:board/sprint/:sprint/issue': sprintIssues,
  '/board/:board/epic/none/issue': boardIssues,
  '/board/:board/epic/:epic/issue': boardIssues,
  '/sprint/:sprint/issue': sprintIssues,
  '/epic/none/issue': epicIssues,
  '/epic/:epic/issue': epicIssues,
} as const

const below = (prefix: string, operations: Readonly<Record<string, OperationScopes>>): [string, OperationScopes][] =>
  Object.entries(operations).map(([operation, scopes]) => {
    const [method = '', path = ''] = operation.split(' ')
    return [`${method} ${prefix}${path}`, scopes]
  })

const ofLists = Object.fromEntries(Object.entries(lists).map(([path, scopes]) => [`GET ${path}`, scopes]))

/** What the operations of Jira Software ask of a token. */
export const agileScopes: Readonly<Record<string, OperationScopes>> = Object.fromEntries([
  ...below('/rest/agile/1.0', {
    ...ofLists,
    'GET /board': software(board, 'read:project'),
    'GET /board/:board': software(board, details),
    'GET /board/:board/configuration': software('read:board-scope.admin', 'read:project'),
    'GET /board/:board/quickfilter': software('read:board-scope.admin', 'read:jql'),
    'GET /board/:board/sprint': software('read:sprint'),
    'GET /board/:board/epic': software(`${board} read:epic`),
    'GET /board/:board/version': software(board, 'read:project-version'),
    'GET /board/:board/project': software(board, 'read:project'),
    'GET /board/:board/properties': software('read:board-scope.admin'),
    'GET /board/:board/properties/:property': software('read:board-scope.admin'),
    'PUT /board/:board/properties/:property': software('write:board-scope.admin'),
    'DELETE /board/:board/properties/:property': software('write:board-scope.admin'),
    'GET /sprint/:sprint': software('read:sprint'),
    'POST /sprint': software('write:sprint'),
    'POST /sprint/:sprint': software('write:sprint'),
    'PUT /sprint/:sprint': software('write:sprint'),
    'DELETE /sprint/:sprint': software('delete:sprint'),
    'POST /sprint/:sprint/swap': software('write:sprint'),
    'POST /sprint/:sprint/issue': software('write:sprint'),
    'POST /backlog/issue': software('write:board-scope'),
    'GET /epic/:epic': software('read:epic'),
    'POST /epic/:epic': software('write:epic'),
    'PUT /epic/:epic/rank': software('write:epic'),
    'POST /epic/:epic/issue': software('write:epic'),
    'POST /epic/none/issue': software('write:epic'),
    'PUT /issue/rank': software('write:issue'),
    'GET /issue/:key': software('read:issue', details),
    'GET /issue/:key/estimation': software('read:issue', details),
    'PUT /issue/:key/estimation': software('write:issue'),
  }),
  ...below('/rest/software/1.0', {
    ...ofLists,
    'GET /board/:board/issue/approximate-count': boardIssues,
    'GET /board/:board/backlog/approximate-count': boardIssues,
  }),
])
