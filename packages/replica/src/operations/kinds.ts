import { addCommentKind } from './add-comment.ts'
import { addWorklogKind } from './add-worklog.ts'
import { assignKind } from './assign.ts'
import { attachKind } from './attach.ts'
import { createKind } from './create.ts'
import { decideKind } from './decide.ts'
import { deleteAttachmentKind } from './delete-attachment.ts'
import { deleteCommentKind } from './delete-comment.ts'
import { deleteIssueKind } from './delete-issue.ts'
import { deleteRemoteLinkKind } from './delete-remote-link.ts'
import { deleteWorklogKind } from './delete-worklog.ts'
import { editCommentKind } from './edit-comment.ts'
import { editWorklogKind } from './edit-worklog.ts'
import { labelsKind } from './labels.ts'
import { linkKind } from './link.ts'
import { listItemsKind } from './list-items.ts'
import { membersKind } from './members.ts'
import type { Operation, OperationKindName } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { putRemoteLinkKind } from './put-remote-link.ts'
import { rankKind } from './rank.ts'
import { setFieldsKind } from './set-fields.ts'
import { snoozeKind } from './snooze.ts'
import { sprintKind } from './sprint.ts'
import { transitionKind } from './transition.ts'
import { unlinkKind } from './unlink.ts'
import { voteKind } from './vote.ts'
import { watchKind } from './watch.ts'

type Kinds = { readonly [K in OperationKindName]: OperationKind<Extract<Operation, { readonly kind: K }>> }

/** Every kind of operation, by its name. */
const kinds: Kinds = {
  'set-fields': setFieldsKind,
  assign: assignKind,
  transition: transitionKind,
  labels: labelsKind,
  members: membersKind,
  'list-items': listItemsKind,
  'add-comment': addCommentKind,
  'edit-comment': editCommentKind,
  'delete-comment': deleteCommentKind,
  'add-worklog': addWorklogKind,
  'edit-worklog': editWorklogKind,
  'delete-worklog': deleteWorklogKind,
  link: linkKind,
  unlink: unlinkKind,
  'put-remote-link': putRemoteLinkKind,
  'delete-remote-link': deleteRemoteLinkKind,
  attach: attachKind,
  'delete-attachment': deleteAttachmentKind,
  watch: watchKind,
  vote: voteKind,
  create: createKind,
  'delete-issue': deleteIssueKind,
  rank: rankKind,
  sprint: sprintKind,
  snooze: snoozeKind,
  decide: decideKind,
}

/** What the kind of an operation knows how to do: for operations of this one kind. */
export const kindOf = <O extends Operation>({ kind }: O): OperationKind<O> => {
  const found: unknown = kinds[kind]
  if (found === undefined) throw new TypeError(`There is no kind ${kind}`)
  // By its name it is the kind of just these operations, which the compiler cannot follow.
  return found as OperationKind<O>
}
