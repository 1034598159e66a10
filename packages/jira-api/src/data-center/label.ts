import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import { readAll, toJson, toWord } from '../model/primitives.ts'
import { expectedList } from '../resources/resource.ts'

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
