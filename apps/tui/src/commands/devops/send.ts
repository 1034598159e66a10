import {
  buildName,
  type DevOpsClient,
  deploymentName,
  mostAtOnce,
  type SendOptions,
  type SentItem,
} from '@mmd/jira-api'
import stringWidth from 'string-width'
import type * as z from 'zod/mini'
import { exitCodes } from '../../present-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import type { Output } from '../output/output.ts'
import { type CiFacts, readCi } from './ci.ts'
import { connectForSending, explained } from './connect-devops.ts'
import type { BuildFlags, DeploymentFlags, FeatureFlagFlags, SendFlags } from './flags.ts'
import { buildFrom, deploymentFrom, featureFlagFrom } from './flags.ts'
import { buildShape, checkItems, deploymentShape, flagShape, readInput } from './read-items.ts'

interface Sending<F extends SendFlags, T> {
  readonly from: (flags: F, ci: CiFacts | undefined) => object
  readonly shape: (now: number) => z.ZodMiniType<T>
  readonly send: (client: DevOpsClient, items: readonly T[], options: SendOptions) => Promise<readonly SentItem[]>
  /** As the client names it in what it says of it. */
  readonly nameOf: (item: T) => string
  /** What to do when something is missing. */
  readonly hint: string
}

/** What became of one; `unsent`: an error came before its turn, or the answer to it got lost. */
type Told = Omit<SentItem, 'state'> & { readonly state: SentItem['state'] | 'unsent' }

const wordsOf = ({ state, reasons }: Told): string => {
  if (state === 'accepted') return 'accepted'
  return state === 'unsent' ? 'not sent' : `rejected: ${reasons.join('; ') || 'the site does not say why'}`
}

const report = (output: Output, told: readonly Told[]): void => {
  if (output.json) {
    output.value(told)
    return
  }
  const widest = Math.max(...told.map(({ name }) => stringWidth(name)))
  for (const one of told) {
    const { name, unknownIssues } = one
    output.line(`${output.paint('bold', name)}${' '.repeat(widest + 2 - stringWidth(name))}${wordsOf(one)}`)
    if (unknownIssues.length > 0) output.note(`${name}: the site does not know ${unknownIssues.join(', ')}`)
  }
}

const runSend = async <F extends SendFlags, T>(
  context: CommandContext,
  flags: F,
  { from, shape, nameOf, send, hint }: Sending<F, T>,
): CommandResult => {
  const { environment, output, signal } = context
  const ci = flags.ci ? readCi(environment.ci) : undefined
  const raw = flags.input === undefined ? [from(flags, ci)] : await readInput(context, flags.input)
  const now = Date.now()
  const items = checkItems(shape(now), raw, { now, hint })
  const isDescribed = flags.cloudUrl !== undefined
  const client = await connectForSending(context, flags).catch((error: unknown) => {
    throw explained(error, isDescribed)
  })
  const isLong = items.length > mostAtOnce
  const sent: SentItem[] = []
  const onSent = (part: readonly SentItem[]): void => {
    sent.push(...part)
    if (isLong) output.note(`${sent.length} of ${items.length} sent`)
  }
  try {
    await send(client, items, { signal, onSent })
  } catch (error) {
    // What the site has taken is taken: a build must not believe that nothing was.
    const left = items.slice(sent.length).map((item): Told => {
      return { name: nameOf(item), state: 'unsent', reasons: [], unknownIssues: [] }
    })
    if (sent.length > 0) report(output, [...sent, ...left])
    throw explained(error, isDescribed)
  }
  report(output, sent)
  return sent.some(({ state }) => state === 'rejected') ? exitCodes.refused : undefined
}

/** `build send`: tells a Cloud site of builds. */
export const runBuildSend = (context: CommandContext, flags: BuildFlags): CommandResult =>
  runSend(context, flags, {
    from: buildFrom,
    shape: buildShape,
    nameOf: buildName,
    send: (client, items, options) => client.sendBuilds(items, options),
    hint: 'Give --pipeline, --number, --state, --url and --issue, or JSON with --input',
  })

/** `deployment send`: tells a Cloud site of deployments. */
export const runDeploymentSend = (context: CommandContext, flags: DeploymentFlags): CommandResult =>
  runSend(context, flags, {
    from: deploymentFrom,
    shape: deploymentShape,
    nameOf: deploymentName,
    send: (client, items, options) => client.sendDeployments(items, options),
    hint: 'Give --pipeline, --number, --environment, --state, --url and --issue, or JSON with --input',
  })

/** `feature-flag send`: tells a Cloud site of feature flags. */
export const runFeatureFlagSend = (context: CommandContext, flags: FeatureFlagFlags): CommandResult =>
  runSend(context, flags, {
    from: featureFlagFrom,
    shape: flagShape,
    nameOf: ({ key }) => key,
    send: (client, items, options) => client.sendFeatureFlags(items, options),
    hint: 'Give --key, --state on or off and --issue, or JSON with --input',
  })
