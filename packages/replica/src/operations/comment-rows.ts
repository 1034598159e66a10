import { type Comment, EMPTY, type IssueDetail } from '@mmd/jira-api/model'
import type { DeleteCommentOperation, EditCommentOperation } from './operation.ts'
import type { FieldConflict, Rows } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'
import { sameText } from './same-value.ts'

/** Changes the comments of a detail; how many there are follows. */
export const patchComments = (rows: Rows, change: (comments: readonly Comment[]) => readonly Comment[]): Rows =>
  patchDetail(rows, ({ comments, commentTotal }) => {
    const changed = change(comments)
    return { comments: changed, commentTotal: Math.max(0, commentTotal + changed.length - comments.length) }
  })

/** What setting a comment's text, or taking it away, shares with other operations. */
export const commentTouch = (id: string): string => `comment:${id}`

/** A comment of rows or of an answer; undefined where it is not among those that came along. */
export const commentOf = (detail: IssueDetail | undefined, id: string): Comment | undefined =>
  detail?.comments.find((comment) => comment.id === id)

const isOfDesk = ({ project, fields }: IssueDetail): boolean =>
  project.serviceDesk === true || fields.some(({ value }) => value.kind === 'sla')

/** A comment as it is before a change: notes that customers do not see are in service desks alone. */
export const baseOf = (detail: IssueDetail | undefined, id: string): Comment | undefined => {
  const comment = commentOf(detail, id)
  if (comment === undefined || detail === undefined || comment.internal !== null || isOfDesk(detail)) return comment
  return { ...comment, internal: false }
}

/** What somebody else made of a comment meanwhile; `mine` undefined: it is to go. */
export const commentConflict = (
  { id, base }: Pick<EditCommentOperation | DeleteCommentOperation, 'id' | 'base'>,
  mine: Comment['body'] | undefined,
  current: IssueDetail,
): readonly FieldConflict[] => {
  const theirs = commentOf(current, id)
  if (base === undefined || theirs === undefined || sameText(theirs.body, base.body)) return []
  if (mine !== undefined && sameText(theirs.body, mine)) return []
  return [
    {
      id: commentTouch(id),
      name: 'Comment',
      base: { kind: 'rich-text', text: base.body },
      mine: mine === undefined ? EMPTY : { kind: 'rich-text', text: mine },
      theirs: { kind: 'rich-text', text: theirs.body },
    },
  ]
}

/** After a person's choice: mine is then made from theirs. Null: theirs stays. */
export const resolveComment = <O extends EditCommentOperation | DeleteCommentOperation>(
  operation: O,
  [conflict]: readonly FieldConflict[],
  choices: Readonly<Record<string, 'mine' | 'theirs'>>,
): O | null => {
  if (conflict === undefined || operation.base === undefined) return operation
  if (choices[conflict.id] !== 'mine') return null
  const { theirs } = conflict
  return theirs.kind === 'rich-text' ? { ...operation, base: { ...operation.base, body: theirs.text } } : operation
}
