import { type Comment, type CommentInput, isJiraApiError } from '@mmd/jira-api/model'
import { patchComments } from './comment-rows.ts'
import { withMade } from './made-rows.ts'
import type { AddCommentOperation } from './operation.ts'
import type { Looked, OperationKind, Performed, Rows, Sending } from './operation-kind.ts'
import { isSiteId, pendingId } from './pending-id.ts'
import { readNewestComments } from './read-comments.ts'
import { sameText } from './same-value.ts'
import { isMadeSince, mayBeSince } from './sending.ts'
import { earliestAt } from './site-time.ts'

const inputOf = ({ body, visibility, internal }: AddCommentOperation, mark: string): CommentInput => ({
  body,
  mark,
  ...(visibility === undefined ? {} : { visibility }),
  ...(internal === undefined ? {} : { internal }),
})

const provisional = (
  { author, body, visibility, internal = false }: AddCommentOperation,
  { mark, at }: Performed,
): Comment => ({
  id: pendingId(mark),
  author,
  body,
  created: at,
  updated: at,
  visibility: visibility ? ('value' in visibility ? visibility.value : visibility.identifier) : null,
  ...(visibility ? { restriction: visibility } : {}),
  internal,
  mark,
})

/** Comments of the same author that say the same, in rows. */
const alike = ({ author, body }: AddCommentOperation, comments: readonly Comment[]): readonly Comment[] =>
  comments.filter((comment) => comment.author?.id === author.id && sameText(comment.body, body))

const prepare = (operation: AddCommentOperation, { detail }: Rows): AddCommentOperation =>
  operation.known !== undefined || detail === undefined
    ? operation
    : { ...operation, known: alike(operation, detail.comments).map(({ id }) => id) }

/**
 * Finds the comment by its mark. Where the site keeps no marks, one of ours that says the same counts that was not there
 * before; with others like it on their way then, there must be more of them than those.
 */
const look = async (operation: AddCommentOperation, sending: Sending): Promise<Looked> => {
  const { client, mark, me, signal, firstSentAt } = sending
  const { key, known } = operation
  const isOlder = ({ created }: Comment): boolean => !mayBeSince(created, firstSentAt)
  const { comments, isWhole } = await readNewestComments(key, sending, isOlder)
  const marked = comments.find((comment) => comment.mark === mark)
  if (marked !== undefined) return { state: 'done', result: { comment: marked } }
  if (!isWhole) return { state: 'unclear', why: 'There are too many comments to look through' }
  const found = alike({ ...operation, author: me }, comments).filter(
    ({ id, mark: other, created }) =>
      other === undefined && known?.includes(id) !== true && mayBeSince(created, firstSentAt),
  )
  const [newest] = found
  // A site that gave the mark of one keeps those of all.
  if (newest === undefined || comments.some((comment) => comment.mark !== undefined)) return { state: 'not-done' }
  const onTheirWay = (known ?? []).filter((id) => !isSiteId(id)).length
  const earliest = await earliestAt(client, firstSentAt, signal)
  return found.length > onTheirWay && isMadeSince(newest, earliest)
    ? { state: 'done', result: { comment: newest } }
    : {
        state: 'unclear',
        why: 'A comment with the same text is there, and the site does not tell whether it is this one',
      }
}

/**
 * The comment of which the site said no only to what comes with it, the mark among that, after it had made it: sent again it
 * would be there twice. One without its mark is ours when it is by the same author, says the same and was made since.
 */
const madeAllTheSame = async (
  operation: AddCommentOperation,
  sending: Sending,
  error: unknown,
): Promise<Comment | undefined> => {
  const status = isJiraApiError(error, 'refused') ? error.details.status : undefined
  if (status !== 400 && status !== 413) return undefined
  try {
    return await findMade(operation, sending)
  } catch {
    // What the site said stands, and a person decides.
    return undefined
  }
}

const findMade = async (operation: AddCommentOperation, sending: Sending): Promise<Comment | undefined> => {
  const { client, mark, me, signal, firstSentAt } = sending
  const { key, known = [] } = operation
  const { comments } = await readNewestComments(key, sending, ({ created }) => !mayBeSince(created, firstSentAt))
  const marked = comments.find((comment) => comment.mark === mark)
  if (marked !== undefined) return marked
  const bare = alike({ ...operation, author: me }, comments).filter(
    ({ id, mark: other }) => other === undefined && !known.includes(id),
  )
  if (bare.length === 0) return undefined
  const earliest = await earliestAt(client, firstSentAt, signal)
  return bare.find((comment) => isMadeSince(comment, earliest))
}

/** Answers to what was written may leave out whether it is a note: it is what it was sent as. */
const asSent = (comment: Comment, { internal = false }: AddCommentOperation): Comment => ({
  ...comment,
  internal: comment.internal ?? internal,
})

/** Comments on an issue. The comment bears the operation's mark, so that it is never made twice. */
export const addCommentKind: OperationKind<AddCommentOperation> = {
  describe: ({ internal }) => (internal === true ? 'add an internal note' : 'comment'),
  touches: () => [],
  prepare,
  apply: (rows, operation, performed) =>
    patchComments(rows, (comments) => {
      const { mark, result } = performed
      const made =
        result?.comment ?? comments.find((comment) => comment.mark === mark) ?? provisional(operation, performed)
      return withMade(comments, made, pendingId(mark))
    }),
  send: async (operation, sending) => {
    const { client, mark, signal } = sending
    try {
      const comment = await client.addComment(operation.key, inputOf(operation, mark), { signal })
      return { comment: asSent(comment, operation) }
    } catch (error) {
      const comment = await madeAllTheSame(operation, sending, error)
      if (comment === undefined) throw error
      return { comment: asSent(comment, operation) }
    }
  },
  look,
  invert: ({ key }, { result }) =>
    result?.comment === undefined
      ? { why: 'The site did not tell which comment it is' }
      : {
          operations: [{ kind: 'delete-comment', key, id: result.comment.id, base: result.comment }],
          loses: 'Those who watch the issue were told of the comment already',
        },
}
