import type { Comment } from '@mmd/jira-api/model'
import { patchComments } from './comment-rows.ts'
import { withMade } from './made-rows.ts'
import type { TransitionOperation } from './operation.ts'
import type { Performed, Rows } from './operation-kind.ts'
import { isSiteId, pendingId } from './pending-id.ts'
import { sameText } from './same-text.ts'

/** Comments of the same author that say the same. */
const alike = ({ author, comment }: TransitionOperation, comments: readonly Comment[]): readonly Comment[] =>
  comment === undefined || author === undefined
    ? []
    : comments.filter((one) => one.author?.id === author.id && sameText(one.body, comment))

/** The step with the comments that were there before and look like its own. */
export const withKnownComments = (operation: TransitionOperation, { detail }: Rows): TransitionOperation =>
  operation.comment === undefined || operation.known !== undefined || detail === undefined
    ? operation
    : { ...operation, known: alike(operation, detail.comments).map(({ id }) => id) }

/**
 * The rows with the comment that is made together with a step. The site does not tell which it is: until the issue is read
 * again a provisional one stands for it.
 */
export const putStepComment = (rows: Rows, operation: TransitionOperation, { mark, at, result }: Performed): Rows => {
  const { comment: body, author, known = [] } = operation
  if (body === undefined || author === undefined) return rows
  const times = { created: at, updated: at }
  const provisional: Comment = { ...times, id: pendingId(mark), author, body, visibility: null, internal: false }
  return patchComments(rows, (comments) => {
    const there = alike(operation, comments).find(({ id }) => isSiteId(id) && !known.includes(id))
    return withMade(comments, result?.comment ?? there ?? provisional, provisional.id)
  })
}
