import type { FieldMeta, IssueKey, Transition } from '@mmd/jira-api/model'
import type { TransitionOperation, UndoPlan } from '@mmd/replica'
import { inTurns } from '../../all-in-order.ts'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext } from '../invocation.ts'
import { flagFor } from '../issue/fields/given-field.ts'
import { isUnreachable } from '../issue/lookup.ts'
import type { Copy } from '../with-replica.ts'

/** Issues whose steps are asked for at once. */
const atOnce = 4

const missingIn = ({ fields }: Transition, { resolution = null }: TransitionOperation): readonly FieldMeta[] =>
  fields.filter(
    ({ id, required, hasDefault }) => required && !hasDefault && (id !== 'resolution' || resolution === null),
  )

/** The step that wants the least of those that lead there, with what it wants; undefined: it wants nothing, or there is none. */
const askingStep = (transitions: readonly Transition[], operation: TransitionOperation) => {
  const [least] = transitions
    .filter(({ available, to }) => available && to.id === operation.transition.to.id)
    .map((step) => ({ step, missing: missingIn(step, operation) }))
    .toSorted((a, b) => a.missing.length - b.missing.length)
  return least === undefined || least.missing.length === 0 ? undefined : least
}

/**
 * Asks the site, before anything is sent, what the steps of a plan want: one request for each. Throws `AppError` `fields-needed`
 * when one of them wants a field, with the command that gives it. What cannot be asked is left to sending.
 */
export const checkSteps = async (
  { signal }: CommandContext,
  { connected }: Copy,
  { operations }: UndoPlan,
): Promise<void> => {
  if (connected === undefined) return
  const steps = operations.flatMap(({ operation }) => (operation.kind === 'transition' ? [operation] : []))
  let isReached = true
  const offered = async (key: IssueKey): Promise<readonly Transition[]> => {
    if (!isReached) return []
    try {
      return await connected.client.transitions(key, { signal })
    } catch (error) {
      signal.throwIfAborted()
      // Whatever it is, sending says it.
      isReached = !isUnreachable(error)
      return []
    }
  }
  const asking = await inTurns(steps, atOnce, async (operation) => {
    const found = askingStep(await offered(operation.key), operation)
    return found === undefined ? undefined : { ...found, key: operation.key, to: operation.transition.to.name }
  })
  const [first, ...others] = asking.filter((one) => one !== undefined)
  if (first === undefined) return
  const { key, step, missing, to } = first
  const flags = missing.map((field) => flagFor(field, { resolution: '--resolution', comment: '--comment TEXT' }))
  const more = others.length === 0 ? '' : ` (so do the steps of ${others.length} more issues)`
  throw new AppError(
    'fields-needed',
    `${key}: the step back to ${to} asks for ${missing.map(({ name }) => name).join(', ')}${more}, and nothing was done`,
    `mmd-tui issue transition ${key} --to "${step.name}" ${flags.join(' ')} takes it${others.length === 0 ? '' : '; undo --yes takes back what can be'}`,
  )
}
