import { Command, CommanderError } from 'commander'

/** What commander says of a word that is none of its commands. */
export const unknownCommand = 'commander.unknownCommand'

/** Ends with an error when a word stands where a command should, and names the command that is nearest. */
export const refuseUnknown = (command: Command, [typed]: readonly string[]): void => {
  if (typed === undefined) return
  const names = command.commands.map((one) => one.name()).filter((name) => name !== 'complete')
  const near = didYouMean(typed, names)
  command.error(`There is no command “${typed}”${near === undefined ? '' : `\n${near}`}`, { code: unknownCommand })
}

/** `(Did you mean issue?)`: as commander says it of commands that do nothing by themselves. */
const didYouMean = (typed: string, names: readonly string[]): string | undefined => {
  const none = (): undefined => undefined
  const program = new Command().exitOverride().helpCommand(false).configureOutput({ writeOut: none, writeErr: none })
  for (const name of names) program.command(name)
  try {
    program.parse([typed], { from: 'user' })
    return undefined
  } catch (error) {
    return error instanceof CommanderError ? error.message.split('\n')[1] : undefined
  }
}
