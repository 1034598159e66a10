import type { Http } from '../client/http.ts'
import type { Project } from '../model/model.ts'
import { readAll } from '../model/primitives.ts'
import { readProject } from '../model/read-named.ts'
import type { CallOptions } from '../site-client.ts'
import { API, expectedList } from './resource.ts'

/** `GET /project`: every project the user may see, in one piece. */
export const getProjects = async (http: Http, { signal }: CallOptions = {}): Promise<readonly Project[]> => {
  const answer = await http({ method: 'GET', path: [...API, 'project'], query: { expand: 'lead' }, signal })
  return readAll(expectedList(answer, 'GET project'), readProject)
}
