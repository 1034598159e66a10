import type { Comment } from '@mmd/jira-api/model'
import { commentConflict, commentOf, commentTouch, patchComments, resolveComment } from './comment-rows.ts'
import type { EditCommentOperation } from './operation.ts'
import type { OperationKind, Performed } from './operation-kind.ts'
import { sameText } from './same-value.ts'
import { changing, ifThere } from './sending.ts'

const edited = (comment: Comment, { body }: EditCommentOperation, { at, result }: Performed): Comment => {
  const made = result?.comment
  const [text, updated] = made === undefined ? [body, at] : [made.body, made.updated]
  // What it says is all that changes: answers to a change leave out marks and readers.
  return sameText(comment.body, text) ? comment : { ...comment, body: text, updated }
}

/** Changes the text of a comment; who may read it stays as it is. */
export const editCommentKind: OperationKind<EditCommentOperation> = {
  describe: () => 'edit a comment',
  touches: ({ id }) => [commentTouch(id)],
  prepare: (operation, { detail }) => {
    const base = operation.base ?? commentOf(detail, operation.id)
    return base === undefined ? operation : { ...operation, base }
  },
  apply: (rows, operation, performed) =>
    patchComments(rows, (comments) =>
      comments.map((comment) => (comment.id === operation.id ? edited(comment, operation, performed) : comment)),
    ),
  conflicts: (operation, current) => commentConflict(operation, operation.body, current),
  isDone: ({ id, body }, current) => {
    const comment = commentOf(current, id)
    return comment !== undefined && sameText(comment.body, body)
  },
  resolve: resolveComment,
  send: async ({ key, id, body }, { client, signal }) => ({
    comment: await changing('comment', () => client.editComment({ key, id }, { body }, { signal })),
  }),
  look: async ({ key, id, body }, { client, signal }) => {
    const comment = await ifThere(() => client.comment({ key, id }, { signal }))
    return comment !== undefined && sameText(comment.body, body)
      ? { state: 'done', result: { comment } }
      : { state: 'not-done' }
  },
  invert: ({ key, id, body, base }, { result }) =>
    base === undefined
      ? { why: 'What the comment said before is not known' }
      : {
          operations: [
            {
              kind: 'edit-comment',
              key,
              id,
              body: base.body,
              typed: '',
              base: { ...base, body: result?.comment?.body ?? body },
            },
          ],
        },
}
