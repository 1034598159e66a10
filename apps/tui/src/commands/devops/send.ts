import type { DevOpsClient, SendOptions, SentItem } from '@mmd/jira-api'
import type * as z from 'zod/mini'
import { exitCodes } from '../../present-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Output } from '../output/output.ts'
import { type CiFacts, readCi } from './ci.ts'
import { connectForSending } from './connect-devops.ts'
import type { BuildFlags, DeploymentFlags, FeatureFlagFlags, SendFlags } from './flags.ts'
import { buildFrom, deploymentFrom, featureFlagFrom } from './flags.ts'
import { buildShape, checkItems, deploymentShape, flagShape, readInput } from './read-items.ts'

interface Sending<F extends SendFlags, T> {
  readonly from: (flags: F, ci: CiFacts | undefined) => object
  readonly shape: (now: number) => z.ZodMiniType<T>
  readonly send: (client: DevOpsClient, items: readonly T[], options: SendOptions) => Promise<readonly SentItem[]>
  /** What to do when something is missing. */
  readonly hint: string
}

const report = (output: Output, sent: readonly SentItem[]): void => {
  for (const { name, state, reasons, unknownIssues } of sent) {
    const words = state === 'accepted' ? 'accepted' : `rejected: ${reasons.join('; ')}`
    output.line(`${output.paint('bold', name)}  ${words}`)
    if (unknownIssues.length > 0) output.note(`${name}: the site does not know ${unknownIssues.join(', ')}`)
  }
}

const runSend = async <F extends SendFlags, T>(
  context: CommandContext,
  flags: F,
  { from, shape, send, hint }: Sending<F, T>,
): CommandResult => {
  const { environment, output, signal } = context
  const ci = flags.ci ? readCi(environment.ci) : undefined
  const raw = flags.input === undefined ? [from(flags, ci)] : await readInput(context, flags.input)
  const items = checkItems(shape(Date.now()), raw, hint)
  const client = await connectForSending(context, flags)
  const isLong = items.length > 100
  let count = 0
  const sent = await send(client, items, {
    signal,
    onSent: (part) => {
      count += part.length
      if (isLong) output.note(`${count} of ${items.length} sent`)
    },
  })
  if (output.json) output.value(sent)
  else report(output, sent)
  return sent.some(({ state }) => state === 'rejected') ? exitCodes.refused : undefined
}

/** `build send`: tells a Cloud site of builds. */
export const runBuildSend = (context: CommandContext, flags: BuildFlags): CommandResult =>
  runSend(context, flags, {
    from: buildFrom,
    shape: buildShape,
    send: (client, items, options) => client.sendBuilds(items, options),
    hint: 'Give --pipeline, --number, --state, --url and --issue, or JSON with --input',
  })

/** `deployment send`: tells a Cloud site of deployments. */
export const runDeploymentSend = (context: CommandContext, flags: DeploymentFlags): CommandResult =>
  runSend(context, flags, {
    from: deploymentFrom,
    shape: deploymentShape,
    send: (client, items, options) => client.sendDeployments(items, options),
    hint: 'Give --pipeline, --number, --environment, --state, --url and --issue, or JSON with --input',
  })

/** `feature-flag send`: tells a Cloud site of feature flags. */
export const runFeatureFlagSend = (context: CommandContext, flags: FeatureFlagFlags): CommandResult =>
  runSend(context, flags, {
    from: featureFlagFrom,
    shape: flagShape,
    send: (client, items, options) => client.sendFeatureFlags(items, options),
    hint: 'Give --key, --state on or off and --issue, or JSON with --input',
  })
