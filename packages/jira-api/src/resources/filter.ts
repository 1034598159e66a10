import type { Http } from '../client/http.ts'
import type { SavedFilter } from '../model/model.ts'
import { readAll } from '../model/primitives.ts'
import { readSavedFilter } from '../model/read-site.ts'
import type { CallOptions } from '../site-client.ts'
import { API, expectedList } from './resource.ts'

/** `GET /filter/favourite`. */
export const getFavouriteFilters = async (
  http: Http,
  { signal }: CallOptions = {},
): Promise<readonly SavedFilter[]> => {
  const answer = await http({ method: 'GET', path: [...API, 'filter', 'favourite'], signal })
  return readAll(expectedList(answer, 'GET filter'), readSavedFilter)
}
