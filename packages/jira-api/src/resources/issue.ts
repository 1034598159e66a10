import type { Http } from '../client/http.ts'
import type { Comment, IssueDetail } from '../model/model.ts'
import { DETAIL_FIELDS, readComment, readIssueDetail } from '../model/read-issue-detail.ts'
import type { CallOptions, EditInput } from '../site-client.ts'
import { API, expected } from './resource.ts'

const pathOf = (key: string, ...rest: readonly string[]): readonly string[] => [...API, 'issue', key, ...rest]

/** `GET /issue/KEY` with everything its screen shows. A moved issue comes with its new key. */
export const getIssue = async (http: Http, key: string, { signal }: CallOptions = {}): Promise<IssueDetail> => {
  const query = { fields: DETAIL_FIELDS.join(',') }
  return expected(readIssueDetail(await http({ method: 'GET', path: pathOf(key), query, signal })), 'GET issue')
}

/** `PUT /issue/KEY`. Field errors are `refused`, with the field ids in `details.fields`. */
export const editIssue = async (
  http: Http,
  key: string,
  { fields, update }: EditInput,
  { signal }: CallOptions = {},
): Promise<void> => {
  await http({ method: 'PUT', path: pathOf(key), json: { fields, update }, signal })
}

/** `POST /issue/KEY/comment`, visible to everybody who sees the issue. */
export const addComment = async (
  http: Http,
  key: string,
  body: string,
  { signal }: CallOptions = {},
): Promise<Comment> =>
  expected(
    readComment(await http({ method: 'POST', path: pathOf(key, 'comment'), json: { body }, signal })),
    'POST comment',
  )
