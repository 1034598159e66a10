import type { OperationScopes } from './scope-needs.ts'

const suffix = 'jira-service-management'

const of = (classic: string, desk: string, platform = ''): OperationScopes => ({
  classic: [classic],
  granular: [
    ...desk.split(' ').map((word) => `${word}:${suffix}`),
    ...(platform === '' ? [] : platform.split(' ').map((word) => `${word}:jira`)),
  ],
})

const read = 'read:servicedesk-request'
const write = 'write:servicedesk-request'
// Queues and clocks are for agents, and are opened by the scope of the platform.
const work = 'read:jira-work'

/** What the operations of Jira Service Management ask of a token. */
export const serviceDeskScopes: Readonly<Record<string, OperationScopes>> = Object.fromEntries(
  Object.entries({
    'GET /info': { classic: [] },
    'GET /servicedesk': of(read, 'read:servicedesk'),
    'GET /servicedesk/:desk': of(read, 'read:servicedesk'),
    'GET /servicedesk/:desk/queue': of(work, 'read:queue', 'read:user'),
    'GET /servicedesk/:desk/queue/:queue': of(work, 'read:queue', 'read:user'),
    'GET /servicedesk/:desk/queue/:queue/issue': of(work, 'read:queue', 'read:user read:jql read:issue'),
    'GET /servicedesk/:desk/requesttype': of(read, 'read:requesttype'),
    'GET /servicedesk/:desk/requesttype/:type': of(read, 'read:requesttype'),
    'GET /servicedesk/:desk/requesttype/:type/field': of(read, 'read:requesttype'),
    'GET /servicedesk/:desk/requesttypegroup': of(read, 'read:requesttype'),
    'GET /servicedesk/:desk/customer': of(read, 'read:customer', 'read:user'),
    'GET /servicedesk/:desk/organization': of(read, 'read:organization'),
    'GET /organization': of(read, 'read:organization'),
    'POST /servicedesk/:desk/attachTemporaryFile': of(write, 'write:servicedesk'),
    'GET /request': of(read, 'read:request'),
    'POST /request': of(write, 'read:request write:request'),
    'GET /request/:key': of(read, 'read:request'),
    'GET /request/:key/status': of(read, 'read:request.status'),
    'GET /request/:key/transition': of(read, 'read:request.action'),
    'POST /request/:key/transition': of(write, 'write:request.status'),
    'GET /request/:key/comment': of(read, 'read:request.comment', 'read:user'),
    'POST /request/:key/comment': of(write, 'write:request.comment read:request.comment', 'read:user'),
    'GET /request/:key/comment/:id': of(read, 'read:request.comment', 'read:user'),
    'GET /request/:key/sla': of(work, 'read:request.sla'),
    'GET /request/:key/sla/:id': of(work, 'read:request.sla'),
    'GET /request/:key/approval': of(read, 'read:request.approval', 'read:user'),
    'GET /request/:key/approval/:id': of(read, 'read:request.approval', 'read:user'),
    'POST /request/:key/approval/:id': of(write, 'write:request.approval read:request.approval', 'read:user'),
    'GET /request/:key/participant': of(read, 'read:request.participant', 'read:user'),
    'POST /request/:key/participant': of(write, 'write:request.participant read:request.participant', 'read:user'),
    'DELETE /request/:key/participant': of(write, 'delete:request.participant', 'read:user'),
    'GET /request/:key/attachment': of(read, 'read:request.attachment', 'read:user'),
    'POST /request/:key/attachment': of(write, 'write:request.attachment read:request.attachment', 'read:user'),
  }).map(([operation, scopes]): [string, OperationScopes] => [operation.replace(' ', ' /rest/servicedeskapi'), scopes]),
)
