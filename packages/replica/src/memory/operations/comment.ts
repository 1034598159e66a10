import type { Comment } from '@mmd/jira-api/model'
import type { CommentOperation } from './operation.ts'
import type { OperationKind, Rows } from './operation-kind.ts'

const append = (rows: Rows, comment: Comment): Rows => ({
  issue: rows.issue,
  detail: rows.detail && {
    ...rows.detail,
    comments: [...rows.detail.comments, comment],
    commentTotal: rows.detail.commentTotal + 1,
  },
})

const has = ({ detail }: Rows, id: string): boolean => detail?.comments.some((comment) => comment.id === id) === true

export const commentKind: OperationKind<CommentOperation> = {
  apply: (rows, { body, author }) =>
    append(rows, { id: 'pending', author, body, created: null, updated: null, visibility: null, internal: false }),
  send: async (client, { key, body }) => {
    const comment = await client.addComment(key, { body })
    return (rows) => (has(rows, comment.id) ? rows : append(rows, comment))
  },
}
