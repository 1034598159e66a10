import type { CallOptions } from '../call-options.ts'
import type { Http } from '../client/http.ts'
import { cloud } from '../dialect/cloud.ts'
import { readAll, toJson, toWord } from '../model/primitives.ts'
import { expectedList } from '../resources/resource.ts'

/** Values come as JQL would write them: quoted where they must be. */
const unquote = (value: string): string => /^"(.*)"$/.exec(value)?.[1]?.replace(/\\(.)/g, '$1') ?? value

/** `GET /jql/autocompletedata/suggestions`: labels that begin with a text; the list of labels has no search. */
export const suggestLabels = async (
  http: Http,
  text: string,
  { signal }: CallOptions = {},
): Promise<readonly string[]> => {
  const path = [...cloud.api, 'jql', 'autocompletedata', 'suggestions']
  const answer = toJson(await http({ method: 'GET', path, query: { fieldName: 'labels', fieldValue: text }, signal }))
  return readAll(expectedList(answer['results'], 'GET labels'), (item) => {
    const value = toWord(toJson(item)['value'])
    return value === null ? null : unquote(value) || null
  })
}
