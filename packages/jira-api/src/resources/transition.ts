import type { Http } from '../client/http.ts'
import type { Transition } from '../model/model.ts'
import { readAll, toJson } from '../model/primitives.ts'
import { readTransition } from '../model/read-field.ts'
import type { CallOptions, TransitionInput } from '../site-client.ts'
import { API, expectedList } from './resource.ts'

/** `GET /issue/KEY/transitions` with the fields of their screens. An empty list means that the user has none. */
export const getTransitions = async (
  http: Http,
  key: string,
  { signal }: CallOptions = {},
): Promise<readonly Transition[]> => {
  const path = [...API, 'issue', key, 'transitions']
  const answer = await http({ method: 'GET', path, query: { expand: 'transitions.fields' }, signal })
  return readAll(expectedList(toJson(answer)['transitions'], 'GET transitions'), readTransition)
}

/** `POST /issue/KEY/transitions`. A missing required field is `refused`, with its id in `details.fields`. */
export const doTransition = async (
  http: Http,
  key: string,
  { id, fields, comment }: TransitionInput,
  { signal }: CallOptions = {},
): Promise<void> => {
  const update = comment === undefined ? undefined : { comment: [{ add: { body: comment } }] }
  const path = [...API, 'issue', key, 'transitions']
  await http({ method: 'POST', path, json: { transition: { id }, fields, update }, signal })
}
