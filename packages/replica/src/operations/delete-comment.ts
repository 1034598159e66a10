import type { Comment, User } from '@mmd/jira-api/model'
import { baseOf, commentConflict, commentOf, commentTouch, patchComments, resolveComment } from './comment-rows.ts'
import { withoutOne } from './made-rows.ts'
import type { AddCommentOperation, DeleteCommentOperation } from './operation.ts'
import type { Inverse, OperationKind } from './operation-kind.ts'
import { deleting, ifThere } from './sending.ts'

const again = (
  key: DeleteCommentOperation['key'],
  { body, restriction, internal }: Comment,
  author: User,
): AddCommentOperation => ({
  kind: 'add-comment',
  key,
  body,
  typed: '',
  author,
  ...(restriction === undefined ? {} : { visibility: restriction }),
  ...(internal === true ? { internal } : {}),
})

const invert = ({ key, base }: DeleteCommentOperation, me: User): Inverse => {
  if (base === undefined) return { why: 'What the comment said is not known' }
  if (base.author?.id !== me.id) return { why: 'It was the comment of somebody else, and would come back as yours' }
  // Open to everybody it must not come back.
  if (base.restriction === undefined && (base.visibility !== null || base.internal === null))
    return { why: 'Who may read the comment is not known' }
  return { operations: [again(key, base, me)], loses: 'The comment gets a new number and time' }
}

/** Deletes a comment. That it is gone already is as good. */
export const deleteCommentKind: OperationKind<DeleteCommentOperation> = {
  describe: () => 'delete a comment',
  touches: ({ id }) => [commentTouch(id)],
  prepare: (operation, { detail }) => {
    const base = operation.base ?? baseOf(detail, operation.id)
    return base === undefined ? operation : { ...operation, base }
  },
  apply: (rows, { id }) => patchComments(rows, (comments) => withoutOne(comments, id)),
  conflicts: (operation, current) => commentConflict(operation, undefined, current),
  isDone: ({ id }, current) => commentOf(current, id) === undefined && current.comments.length >= current.commentTotal,
  resolve: resolveComment,
  send: async ({ key, id }, { client, signal }) => {
    await deleting(() => client.deleteComment({ key, id }, { signal }))
    return {}
  },
  look: async ({ key, id }, { client, signal }) => {
    // Without its issue it is gone too.
    const comment = await ifThere(() => client.comment({ key, id }, { signal }))
    return comment === undefined ? { state: 'done', result: {} } : { state: 'not-done' }
  },
  invert: (operation, _, me) => invert(operation, me),
}
