import { allInOrder } from '../../all-in-order.ts'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { toStored, valuePorts } from './bench.ts'
import { toWire } from './fields/field-value.ts'
import { parseGivenField } from './fields/given-field.ts'
import type { TargetFlags } from './flags.ts'
import { planTransition } from './plan-transition.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueTransitionOptions extends TargetFlags {
  readonly to: string
  /** `NAME=VALUE` each. */
  readonly field?: readonly string[]
  readonly resolution?: string
  readonly comment?: string
}

/** `issue transition KEY…`: the ways from where an issue stands are asked for, then one of them is gone. */
export const runIssueTransition = async (
  context: CommandContext,
  keys: readonly string[],
  options: IssueTransitionOptions,
): CommandResult => {
  const { to, resolution, comment } = options
  if (comment?.trim() === '')
    throw new AppError('usage', 'The comment is empty', 'Give --comment TEXT, or leave it away')
  const fields = (options.field ?? []).map(parseGivenField)
  return writeIssues(context, {
    action: 'transition',
    targets: { ...options, keys },
    prepare: async (bench, { key }) => {
      const { site } = bench.copy
      const transitions = await bench.lookup.askPart(key, 'transitions', (client) =>
        client.transitions(key, { signal: bench.signal }),
      )
      const plan = planTransition(transitions, { to, fields, resolution, comment })
      const { id, name, to: target } = plan.transition
      const ports = valuePorts(bench)
      const values = await allInOrder(
        plan.given.map(async ({ field, value }) => [field.id, await toWire(field, value, ports)] as const),
      )
      return [
        {
          kind: 'transition',
          key,
          transition: { id, name, to: target },
          fields: Object.fromEntries(values),
          ...(plan.resolution === undefined ? {} : { resolution: plan.resolution }),
          ...(comment === undefined ? {} : { comment: await toStored(site, comment) }),
        },
      ]
    },
  })
}
