import type { OperationRecord } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { exactlyOneOf } from '../issue/one-of.ts'
import { settleAll } from '../issue/perform-all.ts'
import { reportWrites, toOutcome } from '../issue/write-report.ts'
import { type Copy, withReplica } from '../with-replica.ts'
import { actionOf } from './action-of.ts'

/** The operations of these numbers; throws `AppError` `no-operation` for one that is not open. */
export const openOperations = ({ replica }: Copy, ids: readonly number[]): readonly OperationRecord[] =>
  [...new Set(ids)].map((id) => {
    const record = replica.operation(id)
    if (record !== undefined && record.state !== 'sent' && record.state !== 'dropped') return record
    throw new AppError(
      'no-operation',
      `There is no operation ${id} in the outbox`,
      'mmd-tui outbox lists what there is',
    )
  })

/** Waits until they are sent, or not, and prints what became of each. */
export const settleAndReport = async (
  context: CommandContext,
  copy: Copy,
  records: readonly OperationRecord[],
): CommandResult => {
  const ended = await settleAll(context, copy, records)
  return reportWrites(
    context,
    ended.map((record) => toOutcome(context, copy, { action: actionOf(record.operation.kind), records: [record] })),
  )
}

/** `outbox retry ID…`: what may have been done already is sent again only with `--yes`. */
export const runOutboxRetry = (
  context: CommandContext,
  ids: readonly number[],
  { all = false, yes = false }: { readonly all?: boolean; readonly yes?: boolean },
): CommandResult => {
  exactlyOneOf('Which operations?', { 'their numbers': ids[0], '--all': all })
  return withReplica(context, async (copy) => {
    const chosen = all ? copy.replica.operations().filter(({ state }) => state === 'failed') : openOperations(copy, ids)
    const uncertain = chosen.filter(({ isUncertain }) => isUncertain)
    if (uncertain.length > 0 && !yes) {
      throw new AppError(
        'bad-value',
        `${uncertain.map(({ id }) => id).join(', ')} may have been done already`,
        `Look at ${[...new Set(uncertain.map(({ operation }) => operation.key))].join(', ')}; then retry with --yes, or drop`,
      )
    }
    const other = chosen.find(({ state }) => state === 'conflict')
    if (other !== undefined) {
      throw new AppError(
        'bad-value',
        `Operation ${other.id} waits for a decision`,
        `mmd-tui outbox resolve ${other.id} --mine, or --theirs`,
      )
    }
    for (const { id, state } of chosen) if (state === 'failed') copy.replica.retry(id)
    return settleAndReport(context, copy, chosen)
  })
}

/** `outbox drop ID…`: gives up what was not sent; one that is just being sent cannot be. */
export const runOutboxDrop = (context: CommandContext, ids: readonly number[]): CommandResult =>
  withReplica(
    context,
    async (copy) => {
      const chosen = openOperations(copy, ids)
      const stuck = chosen.find(({ id }) => !copy.replica.drop(id) && copy.replica.operation(id)?.state !== 'dropped')
      if (stuck !== undefined) {
        throw new AppError(
          'no-operation',
          `Operation ${stuck.id} is being sent, or was just sent`,
          `mmd-tui undo ${stuck.id} takes it back`,
        )
      }
      return reportWrites(
        context,
        chosen.map(({ id, operation }) =>
          toOutcome(context, copy, {
            action: actionOf(operation.kind),
            records: [copy.replica.operation(id)].filter((record) => record !== undefined),
          }),
        ),
      )
    },
    { isLocal: true },
  )

/** `outbox resolve ID`: one choice for all fields that are in conflict. */
export const runOutboxResolve = (
  context: CommandContext,
  id: number,
  { mine, theirs }: { readonly mine?: boolean; readonly theirs?: boolean },
): CommandResult => {
  const flag = exactlyOneOf('Whose value?', { '--mine': mine, '--theirs': theirs })
  return withReplica(context, async (copy) => {
    const [record] = openOperations(copy, [id])
    if (record?.state !== 'conflict') {
      throw new AppError('no-operation', `Operation ${id} is in no conflict`, 'mmd-tui outbox lists what there is')
    }
    const choice = flag === '--mine' ? 'mine' : 'theirs'
    copy.replica.resolve(id, Object.fromEntries(record.conflicts.map((conflict) => [conflict.id, choice])))
    return settleAndReport(context, copy, [record])
  })
}
