import type { Command, Option } from 'commander'

/** What may stand where the cursor is. */
export type Wanted =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'sites' | 'views' | 'keys' }
  /** Something that only the shell knows, such as a file, or nobody. */
  | { readonly kind: 'nothing' }

const keyArguments: ReadonlySet<string> = new Set(['key', 'keys', 'other'])
const keyFlags: ReadonlySet<string> = new Set(['--before', '--after', '--parent'])

/** Finds what is wanted behind `words`, of which the last is being typed. */
export const findWanted = (program: Command, words: readonly string[]): Wanted => {
  const typed = words.at(-1) ?? ''
  const { command, operands, open } = walk(program, words.slice(0, -1))
  if (open !== undefined) return valueOf(open)
  if (typed.startsWith('-')) {
    const options = [...command.options, ...(command === program ? [] : program.options)]
    return {
      kind: 'words',
      words: options.flatMap(({ long, hidden }) => (hidden || typeof long !== 'string' ? [] : [long])),
    }
  }
  const verbs = command.commands.map((one) => one.name()).filter((name) => name !== 'complete')
  if (verbs.length > 0) return { kind: 'words', words: operands === 0 ? verbs : [] }
  const arguments_ = command.registeredArguments
  const argument = arguments_[operands] ?? (arguments_.at(-1)?.variadic === true ? arguments_.at(-1) : undefined)
  if (argument === undefined) return { kind: 'nothing' }
  if (argument.argChoices !== undefined) return { kind: 'words', words: argument.argChoices }
  if (keyArguments.has(argument.name())) return { kind: 'keys' }
  return { kind: argument.name() === 'site' || argument.name() === 'name' ? 'sites' : 'nothing' }
}

interface Walked {
  readonly command: Command
  /** Arguments that stand already. */
  readonly operands: number
  /** A flag that still wants its value. */
  readonly open: Option | undefined
}

const walk = (program: Command, words: readonly string[]): Walked => {
  let [command, operands] = [program, 0]
  let open: Option | undefined
  for (const word of words) {
    if (open !== undefined) open = undefined
    else if (word.startsWith('-')) {
      const option = [...command.options, ...program.options].find(({ long, short }) => long === word || short === word)
      open = option?.required === true ? option : undefined
    } else {
      const next = command.commands.find((one) => one.name() === word)
      if (next === undefined) operands += 1
      else [command, operands] = [next, 0]
    }
  }
  return { command, operands, open }
}

const valueOf = ({ long, argChoices }: Option): Wanted => {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices }
  if (long === '--site') return { kind: 'sites' }
  if (long === '--view') return { kind: 'views' }
  return { kind: typeof long === 'string' && keyFlags.has(long) ? 'keys' : 'nothing' }
}
