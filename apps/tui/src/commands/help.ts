import { type Command, Help, type HelpConfiguration } from 'commander'

/** What every command's help is made with. */
export const helpFormat: HelpConfiguration = {
  showGlobalOptions: true,
  // What a command takes stands in its own help; here it would only widen the first column.
  subcommandTerm: (command) => command.name(),
  visibleGlobalOptions: (command) =>
    Help.prototype.visibleGlobalOptions
      .call(withGlobals, command)
      .filter(({ long }) => typeof long === 'string' && counts(long, nameOf(command))),
  formatHelp: (command, helper) => commandsFirst(Help.prototype.formatHelp.call(helper, command, helper)),
}

const withGlobals = Object.assign(new Help(), { showGlobalOptions: true })

/** `issue list`; nothing for the program itself. */
const nameOf = (command: Command): string => {
  const { parent } = command
  return parent === null ? '' : `${nameOf(parent)} ${command.name()}`.trim()
}

/** Commands that are about no saved site, or are told it as an argument. */
const withoutSite = /^(?:site|demo|config|completion|version|macro (?:list|show))\b/

/** True for commands that can do with the local copy alone. */
export const isForCopy = (name: string): boolean =>
  /^(?:issue|outbox) |^macro run$/.test(name) ||
  name === 'view list' ||
  name === 'search' ||
  name === 'undo' ||
  name === 'redo'

/** True when a global flag means something to a command. */
const counts = (flag: string, name: string): boolean => {
  switch (flag) {
    case '--version':
      return false
    case '--site':
      return !withoutSite.test(name)
    case '--view':
      return name === 'issue list' || name === 'sync'
    case '--offline':
      return isForCopy(name)
    default:
      return true
  }
}

/** Whoever asks for help on a group looks for its commands: they come before the flags. */
const commandsFirst = (text: string): string => {
  const parts = text.trimEnd().split('\n\n')
  const commands = parts.filter((part) => part.startsWith('Commands:'))
  const rest = parts.filter((part) => !part.startsWith('Commands:'))
  const at = rest.findIndex((part) => part.startsWith('Options:'))
  return `${[...rest.slice(0, at), ...commands, ...rest.slice(at)].join('\n\n')}\n`
}

/** What the hint of a group without a verb lists: the names below “Commands:”. */
export const commandsIn = (text: string): readonly string[] => {
  const [, below = ''] = text.split('\nCommands:\n')
  const [list = ''] = below.split('\n\n')
  return [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)].flatMap(([, name]) => name ?? [])
}
