import type { Http } from '../client/http.ts'
import type { User } from '../model/model.ts'
import { readAll, toJson, toWord } from '../model/primitives.ts'
import { readUser } from '../model/read-user.ts'
import type { CallOptions } from '../site-client.ts'
import { API, expectedList } from './resource.ts'

/** `GET /user/assignable/search`: who may be assigned to an issue. `username` is sent although empty: older sites insist. */
export const findAssignable = async (
  http: Http,
  { issueKey, text, maxResults = 20 }: { issueKey: string; text: string; maxResults?: number },
  { signal }: CallOptions = {},
): Promise<readonly User[]> => {
  const path = [...API, 'user', 'assignable', 'search']
  const answer = await http({ method: 'GET', path, query: { username: text, issueKey, maxResults }, signal })
  // Without a login a person cannot be assigned: the site would take the empty name for nobody.
  return readAll(expectedList(answer, 'GET assignable'), readUser).filter((user) => user.id !== '')
}

/** `GET /rest/api/1.0/labels/suggest`, what Jira's own label field asks; version 2 has no list of labels. */
export const suggestLabels = async (
  http: Http,
  text: string,
  { signal }: CallOptions = {},
): Promise<readonly string[]> => {
  const path = ['rest', 'api', '1.0', 'labels', 'suggest']
  const answer = toJson(await http({ method: 'GET', path, query: { query: text }, signal }))
  return readAll(expectedList(answer['suggestions'], 'GET labels'), (item) => toWord(toJson(item)['label']))
}
