import { assignKind } from './assign.ts'
import { labelsKind } from './labels.ts'
import { membersKind } from './members.ts'
import type { Operation, OperationKindName } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { rankKind } from './rank.ts'
import { setFieldsKind } from './set-fields.ts'
import { snoozeKind } from './snooze.ts'
import { sprintKind } from './sprint.ts'
import { transitionKind } from './transition.ts'
import { voteKind } from './vote.ts'
import { watchKind } from './watch.ts'

type Kinds = { readonly [K in OperationKindName]: OperationKind<Extract<Operation, { readonly kind: K }>> }

/** Every kind of operation, by its name. */
const kinds: Partial<Kinds> = {
  'set-fields': setFieldsKind,
  assign: assignKind,
  transition: transitionKind,
  labels: labelsKind,
  members: membersKind,
  watch: watchKind,
  vote: voteKind,
  rank: rankKind,
  sprint: sprintKind,
  snooze: snoozeKind,
}

/** What the kind of an operation knows how to do: for operations of this one kind. */
export const kindOf = <O extends Operation>({ kind }: O): OperationKind<O> => {
  const found: unknown = kinds[kind]
  if (found === undefined) throw new TypeError(`There is no kind ${kind}`)
  // By its name it is the kind of just these operations, which the compiler cannot follow.
  return found as OperationKind<O>
}
