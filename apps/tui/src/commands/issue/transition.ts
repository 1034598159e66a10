import { authored } from '../../session/authored.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { parseGivenField } from './field-value.ts'
import { planTransition } from './plan-transition.ts'
import { writeIssues } from './write-issues.ts'

export interface IssueTransitionOptions {
  readonly to: string
  /** `NAME=VALUE` each. */
  readonly field: readonly string[]
  readonly resolution?: string
  readonly comment?: string
  readonly jql?: string
  readonly yes?: boolean
}

/** `issue transition KEY…`: two requests per issue, one to learn the way and one to go it. */
export const runIssueTransition = async (
  context: CommandContext,
  keys: readonly string[],
  options: IssueTransitionOptions,
): CommandResult => {
  const { to, resolution, comment } = options
  const fields = options.field.map(parseGivenField)
  return writeIssues(context, 'transition', { ...options, keys }, async ({ client, site }, key) => {
    const transitions = await client.transitions(key, { signal: context.signal })
    const plan = planTransition(transitions, { to, fields, resolution, comment, deployment: site.deployment })
    const { id, name, to: target } = plan.transition
    return {
      operation: {
        kind: 'transition',
        key,
        transition: { id, name, to: target },
        fields: plan.fields,
        ...(plan.resolution === undefined ? {} : { resolution: plan.resolution }),
        ...(comment === undefined ? {} : { comment: await authored(comment, site.deployment) }),
      },
      words: `move to ${target.name}`,
    }
  })
}
