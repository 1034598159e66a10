import { type Command, InvalidArgumentError, Option } from 'commander'
import { examples } from '../examples.ts'
import type { Choose } from '../invocation.ts'
import type { BuildFlags, DeploymentFlags, FeatureFlagFlags } from './flags.ts'

const environmentTypes = ['unmapped', 'development', 'testing', 'staging', 'production']

const toWhole = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

const toPercent = (text: string): number => {
  const number = Number(text)
  if (text === '' || !(number >= 0 && number <= 100)) throw new InvalidArgumentError('It must be 0 to 100.')
  return number
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== ''),
]

const send = (group: Command, what: string): Command =>
  group
    .command('send')
    .description(`tell a Cloud site of ${what}, with OAuth credentials (2LO)`)
    .option('--input <file>', 'JSON with one or several of them; - reads standard input')
    .option('--issue <keys>', 'the issues it belongs to; else those named in branch and commit', collect)
    .option('--name <name>', 'what people see')
    .option('--url <url>', 'where it can be looked at')
    .option('--updated <time>', 'when it was so, ISO 8601; else now')
    .option('--sequence <number>', 'must grow with each state of the same one; else the time', toWhole)
    .option('--no-ci', 'do not look at the variables of the build system')
    .option('--cloud-url <url>', 'the site, where none is saved; the secret comes from MMD_CLIENT_SECRET')
    .option('--client-id <id>', 'with --cloud-url: id of the OAuth credentials')
    .addOption(new Option('--auth-url <url>', 'another authorization server of Atlassian’s').hideHelp())
    .addOption(new Option('--api-url <url>', 'another API host of Atlassian’s').hideHelp())

/** The verb of `mmd-tui build`: parsing only. */
export const addBuildCommands = (group: Command, choose: Choose): void => {
  send(group, 'builds')
    .option('--pipeline <id>', 'which pipeline')
    .option('--number <number>', 'which run of it', toWhole)
    .option('--state <state>', 'pending, in_progress, successful, failed, cancelled or unknown')
    .option('--description <text>', 'more about it')
    .option('--label <text>', 'a short mark, such as a version')
    .option('--branch <name>', 'the branch that was built')
    .option('--commit <id>', 'the commit that was built')
    .option('--repository <url>', 'where the source is')
    .option('--tests <counts>', 'TOTAL:PASSED:FAILED[:SKIPPED]')
    .addHelpText(
      'after',
      examples(
        'mmd-tui build send --state successful --tests 120:118:2',
        'mmd-tui build send --input builds.json --json',
      ),
    )
    .action((flags: BuildFlags) =>
      choose('build send', [], flags, async (context) => (await import('./send.ts')).runBuildSend(context, flags)),
    )
}

/** The verb of `mmd-tui deployment`: parsing only. */
export const addDeploymentCommands = (group: Command, choose: Choose): void => {
  send(group, 'deployments')
    .option('--pipeline <id>', 'which pipeline')
    .option('--number <number>', 'which deployment of it', toWhole)
    .option('--environment <name>', 'where to')
    .addOption(new Option('--environment-type <type>', 'what kind; else by its name').choices(environmentTypes))
    .option('--state <state>', 'unknown, pending, in_progress, cancelled, failed, rolled_back or successful')
    .option('--description <text>', 'more about it')
    .option('--label <text>', 'a short mark, such as a version')
    .option('--duration <seconds>', 'how long it took', toWhole)
    .option('--gate', 'ask change management whether it may go on')
    .addHelpText(
      'after',
      examples(
        'mmd-tui deployment send --environment production --state successful',
        'mmd-tui deployment send --input - --json < deployments.json',
      ),
    )
    .action((flags: DeploymentFlags) =>
      choose('deployment send', [], flags, async (context) =>
        (await import('./send.ts')).runDeploymentSend(context, flags),
      ),
    )
}

/** The verb of `mmd-tui feature-flag`: parsing only. */
export const addFeatureFlagCommands = (group: Command, choose: Choose): void => {
  send(group, 'feature flags')
    .option('--key <key>', 'the key of the flag')
    .option('--id <id>', 'its id, where it has another one')
    .addOption(new Option('--state <state>', 'whether it is on').choices(['on', 'off']))
    .option('--rollout <percent>', 'for how many', toPercent)
    .option('--environment <name>', 'where it is so')
    .addOption(new Option('--environment-type <type>', 'what kind; else by its name').choices(environmentTypes))
    .addHelpText(
      'after',
      examples('mmd-tui feature-flag send --key new-checkout --state on --rollout 25 \\', '  --issue PAY-12'),
    )
    .action((flags: FeatureFlagFlags) =>
      choose('feature-flag send', [], flags, async (context) =>
        (await import('./send.ts')).runFeatureFlagSend(context, flags),
      ),
    )
}
