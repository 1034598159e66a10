import type { Http } from '../client/http.ts'
import type { FieldInfo } from '../model/model.ts'
import { readAll } from '../model/primitives.ts'
import { readFieldInfo } from '../model/read-field.ts'
import type { CallOptions } from '../site-client.ts'
import { API, expectedList } from './resource.ts'

/** `GET /field`: the whole catalogue; may be thousands. */
export const getFields = async (http: Http, { signal }: CallOptions = {}): Promise<readonly FieldInfo[]> => {
  const answer = await http({ method: 'GET', path: [...API, 'field'], signal })
  return readAll(expectedList(answer, 'GET field'), readFieldInfo)
}
