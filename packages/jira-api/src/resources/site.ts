import type { Http } from '../client/http.ts'
import type { Myself, Named, ServerInfo } from '../model/model.ts'
import { readAll } from '../model/primitives.ts'
import { readNamed } from '../model/read-named.ts'
import { readServerInfo } from '../model/read-site.ts'
import { readMyself } from '../model/read-user.ts'
import type { CallOptions } from '../site-client.ts'
import { API, expected, expectedList } from './resource.ts'

/** `GET /serverInfo`. */
export const getServerInfo = async (http: Http, { signal }: CallOptions = {}): Promise<ServerInfo> =>
  expected(readServerInfo(await http({ method: 'GET', path: [...API, 'serverInfo'], signal })), 'GET serverInfo')

/** `GET /myself`. */
export const getMyself = async (http: Http, { signal }: CallOptions = {}): Promise<Myself> =>
  expected(readMyself(await http({ method: 'GET', path: [...API, 'myself'], signal })), 'GET myself')

/** `GET /priority`, in the site's own order. */
export const getPriorities = async (http: Http, { signal }: CallOptions = {}): Promise<readonly Named[]> => {
  const answer = await http({ method: 'GET', path: [...API, 'priority'], signal })
  return readAll(expectedList(answer, 'GET priority'), readNamed)
}
