import type { StoredChange, UndoPlan } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { settleAll } from '../issue/perform-all.ts'
import { type Outcome, reportWrites, shownWords, toOutcome } from '../issue/write-report.ts'
import { askYes } from '../prompt.ts'
import { type Copy, withReplica } from '../with-replica.ts'
import { actionOf } from './action-of.ts'
import { checkSteps } from './check-steps.ts'

export interface UndoOptions {
  readonly change?: number
  readonly yes?: boolean
}

/** `undo [ID]`: takes back the newest change, or the one that an operation belongs to. */
export const runUndo = (context: CommandContext, id: number | undefined, options: UndoOptions): CommandResult => {
  if (id !== undefined && options.change !== undefined) {
    throw new AppError('usage', 'A number and --change exclude each other', 'Leave one of them away')
  }
  return withReplica(context, async (copy) => {
    const change = options.change ?? (id === undefined ? undefined : changeOf(copy, id))
    return takeBack(context, copy, copy.replica.planUndo(change), { ...options, older: takesOlder })
  })
}

/** `redo`: does again what undo has taken back last. */
export const runRedo = (context: CommandContext, options: Pick<UndoOptions, 'yes'>): CommandResult =>
  withReplica(context, async (copy) =>
    takeBack(context, copy, copy.replica.planRedo(), { ...options, older: doesOlder }),
  )

/** How the change before those of which nothing comes back is taken all the same. */
const takesOlder = (change: StoredChange): string =>
  `mmd-tui undo --change ${change.id} takes back the change before it: ${titleOf(change)}`
const doesOlder = (change: StoredChange): string => `--yes does the change before it again: ${titleOf(change)}`

/** What a change is about, without how often it was taken back before. */
const titleOf = ({ title }: StoredChange): string => shownWords([title.replace(/^(?:undo|redo) /, '')])

const changeOf = ({ replica }: Copy, id: number): number => {
  const record = replica.operation(id)
  if (record !== undefined) return record.change
  throw new AppError('no-operation', `There is no operation ${id}`, 'The JSON of a write has its number as operation')
}

const takeBack = async (
  context: CommandContext,
  copy: Copy,
  plan: UndoPlan | null,
  { yes = false, older }: Pick<UndoOptions, 'yes'> & { readonly older: (change: StoredChange) => string },
): CommandResult => {
  if (plan === null)
    throw new AppError('no-operation', 'There is nothing to take back', 'It was taken back already, or never done')
  const { cancelled, operations, refused } = plan
  const [first] = refused
  if (first !== undefined && cancelled.length + operations.length === 0) {
    throw new AppError(
      'no-way-back',
      `${first.key}: ${first.why}`,
      'Set it right by hand, in the browser or with a new change',
    )
  }
  const [newest] = plan.passed
  if (newest !== undefined && !yes) {
    const { change, why } = newest
    throw new AppError('no-way-back', `${titleOf(change)} stays as it is. ${shownWords([why])}`, older(plan.change))
  }
  if (!yes) await checkSteps(context, copy, plan)
  if (!yes && !(await isAgreed(context, plan))) {
    throw new AppError(
      'no-way-back',
      'Not everything would come back, and nothing was done',
      '--yes takes back what can be',
    )
  }
  for (const { change, why } of plan.passed)
    context.output.note(`${titleOf(change)} stays as it is. ${shownWords([why])}.`)
  if (cancelled.length + operations.length === 0) context.output.note(`${titleOf(plan.change)} had changed nothing`)
  const before = cancelled.flatMap((id) => copy.replica.operation(id) ?? [])
  const records = copy.replica.takeBack(plan)
  const ended = await settleAll(context, copy, records)
  const gone = before.map(
    ({ id, operation, words }): Outcome => ({
      key: operation.key,
      words: shownWords([words]),
      json: {
        operation: id,
        key: operation.key,
        action: actionOf(operation.kind),
        state: 'dropped',
        undo: true,
        change: plan.change.id,
      },
    }),
  )
  const done = ended.map((record) =>
    toOutcome(context, copy, { action: actionOf(record.operation.kind), records: [record] }),
  )
  return reportWrites(context, [...gone, ...done])
}

/** Nothing to ask where everything comes back. The plan is said first; without a terminal nobody agrees. */
const isAgreed = async ({ environment, output, signal }: CommandContext, plan: UndoPlan): Promise<boolean> => {
  const { operations, loses, refused } = plan
  if (loses.length + refused.length === 0) return true
  if (output.json) {
    output.value(toPlanJson(plan))
    return false
  }
  for (const { operation, words } of operations) output.note(`${operation.key}: ${shownWords([words])}`)
  for (const one of loses) output.note(`${shownWords([one])}.`)
  for (const { key, words, why } of refused) output.note(`${key}: ${shownWords([`${words} stays as it is. ${why}`])}.`)
  const { stdin, stderr } = environment.isTerminal
  return stdin && stderr && (await askYes(environment, { text: 'Take back what can be?', flag: '--yes' }, signal))
}

/** What would be done, and of which it would stay as it is. */
const toPlanJson = ({ change, operations, refused, loses }: UndoPlan): readonly object[] => [
  ...operations.map(({ operation: { key, kind } }) => ({
    operation: null,
    key,
    action: actionOf(kind),
    state: 'planned',
    undo: true,
    change: change.id,
    loses,
  })),
  ...refused.map(({ key, words, why }) => ({
    operation: null,
    key,
    action: words,
    state: 'failed',
    undo: why,
    change: change.id,
    loses: [],
  })),
]
