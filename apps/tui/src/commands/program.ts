import { Command, InvalidArgumentError, Option } from 'commander'
import type { LogLevel } from '../config/environment.ts'
import { methodFacts } from '../session/method-facts.ts'
import type { AdminGuideOptions } from './admin-guide/admin-guide.ts'
import { addAuthCommands } from './auth/auth-commands.ts'
import { addBoardCommands } from './board/board-commands.ts'
import { addCompletionCommands } from './completion/completion-commands.ts'
import { addConfigCommands } from './config/config-commands.ts'
import { addOutboxCommands, addSearchCommand, addSyncCommand, addUndoCommands } from './copy/copy-commands.ts'
import type { DemoOptions } from './demo.ts'
import { addBuildCommands, addDeploymentCommands, addFeatureFlagCommands } from './devops/devops-commands.ts'
import { examples } from './examples.ts'
import { commandsIn, helpFormat, isForCopy } from './help.ts'
import type { Choose, GlobalOptions, Invocation } from './invocation.ts'
import { collect } from './issue/flags.ts'
import { addIssueCommands } from './issue/issue-commands.ts'
import { addMacroCommands } from './macro/macro-commands.ts'
import { addPageCommands } from './page/page-commands.ts'
import { addQueueCommands } from './queue/queue-commands.ts'
import { addSiteCommands } from './site/site-commands.ts'
import { refuseUnknown, unknownCommand } from './unknown-command.ts'
import { addViewCommands } from './view/view-commands.ts'

const logLevels: readonly LogLevel[] = ['error', 'warn', 'info', 'debug']

/** What a command line comes to. */
export type Parsed =
  | { readonly kind: 'run'; readonly invocation: Invocation }
  | { readonly kind: 'help'; readonly text: string }
  /** Wrong usage: one line what, one line what to do. */
  | { readonly kind: 'error'; readonly message: string; readonly hint: string }

/** Reads a command line (without node and script). Runs nothing and loads nothing but commander. */
export const parseCommandLine = async (args: readonly string[], version: string): Promise<Parsed> => {
  let chosen: Omit<Invocation, 'globals'> | undefined
  let text = ''
  const program = createProgram(version, args, (name, args, options, run) => {
    chosen = { name, args, options, run }
  })
  forAll(program, (command) =>
    command
      .exitOverride()
      .helpCommand(false)
      .configureHelp(helpFormat)
      .configureOutput({ writeOut: (part) => void (text += part), writeErr: (part) => void (text += part) }),
  )
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    return toOutcome(error, text)
  }
  if (chosen === undefined) return { kind: 'help', text }
  const globals = readGlobals(program)
  if (globals.offline === true && !isForCopy(chosen.name)) return asksAlways(chosen.name)
  return { kind: 'run', invocation: { ...chosen, globals } }
}

/** The last `--view` counts, but where several may be given. */
const readGlobals = (program: Command): GlobalOptions => {
  const { view: views, ...rest } = program.opts<Omit<GlobalOptions, 'view'> & { readonly view?: readonly string[] }>()
  const view = views?.at(-1)
  return {
    ...rest,
    ...(view === undefined ? {} : { view }),
    ...(views === undefined || views.length < 2 ? {} : { views }),
  }
}

const asksAlways = (name: string): Parsed => ({
  kind: 'error',
  message:
    name === 'app'
      ? 'The screen has no --offline: it shows the copy, and asks the site when it can'
      : `There is no ${name} without the site, or none is needed`,
  hint: 'Leave --offline away',
})

/** Commands with verbs of their own. */
type Group = readonly [name: string, description: string, addVerbs: (group: Command, choose: Choose) => void]

const groups: readonly Group[] = [
  ['site', 'the saved sites', addSiteCommands],
  ['auth', 'sign in and out', addAuthCommands],
  ['issue', 'list, read and change issues', addIssueCommands],
  ['view', 'the lists of issues', addViewCommands],
  ['board', 'boards and what is on them', addBoardCommands],
  ['queue', 'queues of service desks and what waits in them', addQueueCommands],
  ['macro', 'several actions under one name', addMacroCommands],
  ['outbox', 'what was not sent yet', addOutboxCommands],
]

const otherGroups: readonly Group[] = [
  ['page', 'search pages of Confluence and link them', addPageCommands],
  ['build', 'tell a Cloud site of builds', addBuildCommands],
  ['deployment', 'tell a Cloud site of deployments', addDeploymentCommands],
  ['feature-flag', 'tell a Cloud site of feature flags', addFeatureFlagCommands],
]

/** All commands; the verbs of a group only where `args` names it. */
export const createProgram = (version: string, args: readonly string[], choose: Choose): Command => {
  const program = new Command('mmd-tui')
    .description('Triage Jira issues with the keyboard. Without a command, opens the screen.')
    .usage('[options] [command]')
    .argument('[unknown...]')
    .option('--site <name>', 'the saved site, or a,b for one list (also MMD_SITE)')
    .option('--view <name>', 'the view to open, to list or to copy', collect)
    .option('--json', 'print one JSON value')
    .option('--no-color', 'plain text (also NO_COLOR)')
    .option('--timing', 'say on standard error how long it took, how many requests and bytes')
    .addOption(new Option('--log-level <level>', 'how much goes to the log file (also MMD_LOG)').choices(logLevels))
    .option('--offline', 'read the local copy alone; what is written waits in the outbox')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .addHelpText(
      'after',
      examples('mmd-tui demo', 'mmd-tui site add https://jira.example.com', 'mmd-tui issue list --view Untriaged'),
    )
    .addHelpText('after', '\nmmd-tui COMMAND --help tells more of a command.')
    .action((unknown: string[]) => {
      refuseUnknown(program, unknown)
      choose('app', [], {}, async (context) => (await import('./open-screen.ts')).runScreen(context))
    })
  const addGroups = (some: readonly Group[]): void => {
    for (const [name, description, addVerbs] of some) {
      const group = program.command(name).description(description)
      // The verbs of a group that is not named are not needed, and cost more than all else that parsing does.
      if (args.includes(name)) addVerbs(group, choose)
    }
  }
  addGroups(groups)
  addSyncCommand(program, choose)
  addUndoCommands(program, choose)
  addSearchCommand(program, choose)
  addGroups(otherGroups)
  addDemoCommand(program, choose)
  addDoctorCommand(program, choose)
  addAdminGuideCommand(program, choose)
  addGroups([['config', 'the configuration file', addConfigCommands]])
  addCompletionCommands(program, version, choose)
  program
    .command('version')
    .description('print the version')
    .addHelpText('after', examples('mmd-tui version --json'))
    .action(() =>
      choose('version', [], {}, async ({ output }) => {
        if (output.json) output.value({ version })
        else output.line(version)
        return undefined
      }),
    )
  return program
}

const addDemoCommand = (program: Command, choose: Choose): void => {
  program
    .command('demo')
    .description('try everything on a Jira that lives in this program only')
    .addOption(new Option('--deployment <kind>', 'which Jira').choices(['dc', 'cloud']).default('dc'))
    .option('--issues <count>', 'how many issues it has', toCount, 400)
    .option('--latency <ms>', 'how long it takes to answer', toCount, 0)
    .option('--approve', 'sign in without a browser')
    .option('--port <port>', 'where it listens; 0 is any free port', toCount, 0)
    .option('--serve', 'only serve the site and print how to reach it')
    .addHelpText(
      'after',
      examples(
        'mmd-tui demo',
        'mmd-tui demo --deployment cloud --issues 2000',
        'mmd-tui demo --serve --port 4100 --json',
      ),
    )
    .action((options: DemoOptions) =>
      choose('demo', [], options, async (context) => (await import('./demo.ts')).runDemo(context, options)),
    )
}

const addDoctorCommand = (program: Command, choose: Choose): void => {
  program
    .command('doctor')
    .description('look for what is wrong with a site, and say who can mend it')
    .argument('[site]', 'a saved site; else the default one')
    .addHelpText('after', examples('mmd-tui doctor', 'mmd-tui doctor work --json'))
    .action((site: string | undefined) =>
      choose('doctor', site === undefined ? [] : [site], {}, async (context) =>
        (await import('./doctor/doctor.ts')).runDoctor(context, site),
      ),
    )
}

const addAdminGuideCommand = (program: Command, choose: Choose): void => {
  program
    .command('admin-guide')
    .description('print what an administrator has to set up, value by value')
    .argument('[site]', 'a saved site; else the default one')
    .addOption(new Option('--method <method>', 'another method than the saved one').choices(Object.keys(methodFacts)))
    .option('--url <url>', 'base URL of a site that is not saved')
    .option('--markdown', 'print Markdown')
    .addHelpText(
      'after',
      examples(
        'mmd-tui admin-guide work',
        'mmd-tui admin-guide --url https://jira.example.com --method oauth2 \\',
        '  --markdown > request.md',
      ),
    )
    .action((site: string | undefined, options: AdminGuideOptions) =>
      choose('admin-guide', site === undefined ? [] : [site], options, async (context) =>
        (await import('./admin-guide/admin-guide.ts')).runAdminGuide(context, site, options),
      ),
    )
}

/** A whole number that is not negative, from a flag. */
export const toCount = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

const forAll = (command: Command, change: (command: Command) => unknown): void => {
  change(command)
  for (const child of command.commands) forAll(child, change)
}

const toOutcome = (error: unknown, text: string): Parsed => {
  if (!isCommanderError(error)) throw error
  if (error.exitCode === 0) return { kind: 'help', text }
  const [what = '', suggestion] = error.message.replace(/^error: /, '').split('\n')
  // A group without a verb shows its help, which then is an error: nothing was done.
  const message = error.code === 'commander.help' ? 'A command is missing' : sentence(withoutValues(error.code, what))
  return {
    kind: 'error',
    message,
    hint: suggestion?.startsWith('(Did you mean') === true ? suggestion : helpHint(error.code, text),
  }
}

/** What is quoted of a command line may be a token or a redirect in the wrong place: only words of commands are shown. */
const withoutValues = (code: string, what: string): string => {
  if (code === 'commander.unknownOption') return what.replace(/=.*'$/s, "'")
  if (code === 'commander.excessArguments') return what.replace(/(?<=\bgot \d+): .*$/s, '')
  if (code !== unknownCommand || /['“][a-z-]{1,30}['”]$/i.test(what)) return what
  return 'There is no such command'
}

const helpHint = (code: string, text: string): string => {
  if (code !== 'commander.help') return 'mmd-tui --help lists commands and flags; so does --help after a command'
  return `There are: ${commandsIn(text).join(', ')}`
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const isCommanderError = (error: unknown): error is Error & { code: string; exitCode: number } =>
  error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander.')
