import type { Http } from '../client/http.ts'
import type { User } from '../model/model.ts'
import { readAll } from '../model/primitives.ts'
import { readUser } from '../model/read-user.ts'
import type { CallOptions } from '../site-client.ts'
import { API, expectedList } from './resource.ts'

/** How a deployment speaks of people. */
export interface PersonWords {
  /** The member of a body that names somebody. */
  readonly member: 'name' | 'accountId'
  /** The parameter for a part of somebody's name. */
  readonly parameter: 'username' | 'query'
}

/** `PUT /issue/KEY/assignee`. `null` unassigns, `'-1'` is the automatic assignee. */
export const assignIssue = async (
  http: Http,
  { member }: PersonWords,
  { key, userId }: { readonly key: string; readonly userId: string | null },
  { signal }: CallOptions = {},
): Promise<void> => {
  await http({ method: 'PUT', path: [...API, 'issue', key, 'assignee'], json: { [member]: userId }, signal })
}

/** `GET /user/assignable/search`: who may be assigned to an issue. An empty text is sent too: older sites insist. */
export const findAssignable = async (
  http: Http,
  { parameter }: PersonWords,
  { issueKey, text, maxResults = 20 }: { issueKey: string; text: string; maxResults?: number },
  { signal }: CallOptions = {},
): Promise<readonly User[]> => {
  const path = [...API, 'user', 'assignable', 'search']
  const answer = await http({ method: 'GET', path, query: { [parameter]: text, issueKey, maxResults }, signal })
  // Without an id a person cannot be assigned: the site would take the empty one for nobody.
  return readAll(expectedList(answer, 'GET assignable'), readUser).filter((user) => user.id !== '')
}
