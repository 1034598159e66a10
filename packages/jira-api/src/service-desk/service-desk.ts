import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import type { ServiceDeskFace } from '../faces/service-desk.ts'
import { readSla } from '../fields/read-sla.ts'
import { readAll, toJson, toWord } from '../model/primitives.ts'
import { rowReader } from '../model/read-row.ts'
import { readUser } from '../model/read-user.ts'
import { deskPage, readAllPages } from '../paging/read-pages.ts'
import { expected } from '../resources/resource.ts'
import {
  readApproval,
  readQueue,
  readRequest,
  readRequestComment,
  readRequestType,
  readServiceDesk,
} from './read-desk.ts'

const DESK: readonly string[] = ['rest', 'servicedeskapi']

// Parts of Service Management are experimental on old sites and want to be asked for; others do not mind.
const headers = { 'x-experimentalapi': 'opt-in' }

const pageSize = 50

/** Service Management's own resources, the same on both deployments. */
export const serviceDeskResources = (
  http: Http,
  { person, text }: Pick<Dialect, 'person' | 'text'>,
): ServiceDeskFace => {
  const all = <T>(
    path: readonly string[],
    read: (value: unknown) => T | null,
    signal: AbortSignal | undefined,
    query: Readonly<Record<string, boolean>> = {},
  ): Promise<readonly T[]> =>
    readAllPages(async (start) => {
      const paged = { ...query, start, limit: pageSize }
      return deskPage(await http({ method: 'GET', path: [...DESK, ...path], query: paged, headers, signal }), start)
    }, read)

  return {
    serviceDesks: ({ signal } = {}) => all(['servicedesk'], readServiceDesk, signal),
    queues: ({ deskId, withCounts = false }, { signal } = {}) =>
      all(['servicedesk', deskId, 'queue'], readQueue, signal, { includeCount: withCounts }),
    queueIssues: async ({ deskId, queueId, cursor = '0', limit = pageSize, fields }, { signal } = {}) => {
      const start = Number(cursor)
      const path = [...DESK, 'servicedesk', deskId, 'queue', queueId, 'issue']
      const answer = await http({ method: 'GET', path, query: { start, limit }, headers, signal })
      const { values, next } = deskPage(answer, start)
      return {
        issues: readAll(values, rowReader(fields, text)),
        next: next === undefined ? null : String(next),
      }
    },
    request: async (key, { signal } = {}) => {
      const query = { expand: 'requestType' }
      const answer = await http({ method: 'GET', path: [...DESK, 'request', key], query, headers, signal })
      return expected(readRequest(answer), 'GET request')
    },
    slas: (key, { signal } = {}) => all(['request', key, 'sla'], readSla, signal),
    addRequestComment: async (key, { body, isPublic }, { signal } = {}) => {
      const path = [...DESK, 'request', key, 'comment']
      const answer = await http({ method: 'POST', path, json: { body, public: isPublic }, headers, signal })
      return expected(toWord(toJson(answer)['id']), 'POST request comment')
    },
    approvals: (key, { signal } = {}) => all(['request', key, 'approval'], readApproval, signal),
    answerApproval: async (key, { id, decision }, { signal } = {}) => {
      const path = [...DESK, 'request', key, 'approval', id]
      await http({ method: 'POST', path, json: { decision }, headers, signal })
    },
    participants: (key, { signal } = {}) => all(['request', key, 'participant'], readUser, signal),
    changeParticipants: async (key, { add = [], remove = [] }, { signal } = {}) => {
      const path = [...DESK, 'request', key, 'participant']
      const of = (people: readonly string[]): unknown =>
        person.member === 'accountId' ? { accountIds: people } : { usernames: people }
      if (add.length > 0) await http({ method: 'POST', path, json: of(add), headers, signal })
      if (remove.length > 0) await http({ method: 'DELETE', path, json: of(remove), headers, signal })
      return all(['request', key, 'participant'], readUser, signal)
    },
    requestComments: (key, { signal } = {}) => all(['request', key, 'comment'], readRequestComment, signal),
    requestTypes: (deskId, { signal } = {}) => all(['servicedesk', deskId, 'requesttype'], readRequestType, signal),
  }
}
