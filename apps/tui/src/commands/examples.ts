/** What stands below the help of a command: whole command lines, for `addHelpText('after', …)`. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n')
