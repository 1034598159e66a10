import type { Command, Option } from 'commander'

/** Something that may stand where the cursor is, and what it is. */
export interface Candidate {
  readonly value: string
  readonly about?: string
}

/** What may stand where the cursor is. */
export type Wanted =
  | { readonly kind: 'words'; readonly words: readonly Candidate[] }
  | { readonly kind: 'sites' | 'views' | 'keys' | 'operations' | 'macros' }
  /** Something that only the shell knows, such as a file, or nobody. */
  | { readonly kind: 'nothing' }

/** What is wanted, and where it begins in the word that is being typed: behind `--view=`, for example. */
export interface WantedAt {
  readonly wanted: Wanted
  readonly prefix: string
}

const byArgument: ReadonlyMap<string, 'keys' | 'sites' | 'operations' | 'macros'> = new Map([
  ['key', 'keys'],
  ['keys', 'keys'],
  ['other', 'keys'],
  ['site', 'sites'],
  ['name', 'sites'],
  ['old', 'sites'],
  ['id', 'operations'],
  ['ids', 'operations'],
  ['macro', 'macros'],
])

const byFlag: ReadonlyMap<string, 'keys' | 'sites' | 'views'> = new Map([
  ['--before', 'keys'],
  ['--after', 'keys'],
  ['--parent', 'keys'],
  ['--site', 'sites'],
  ['--wiki', 'sites'],
  ['--view', 'views'],
  ['--default-view', 'views'],
])

/** Finds what is wanted behind `words`, of which the last is being typed. */
export const findWanted = (program: Command, words: readonly string[]): WantedAt => {
  const typed = words.at(-1) ?? ''
  const { command, operands, open } = walk(program, words.slice(0, -1))
  if (open !== undefined) return { wanted: valueOf(open), prefix: '' }
  const [flag = ''] = /^--[a-z-]+(?==)/.exec(typed) ?? []
  const given = flag === '' ? undefined : optionsOf(program, command).find(({ long }) => long === flag)
  if (given !== undefined) return { wanted: valueOf(given), prefix: `${flag}=` }
  return { wanted: wordOf(program, command, { operands, typed }), prefix: '' }
}

const wordOf = (
  program: Command,
  command: Command,
  { operands, typed }: { readonly operands: number; readonly typed: string },
): Wanted => {
  if (typed.startsWith('-')) {
    const shown = optionsOf(program, command).filter(({ hidden }) => !hidden)
    return {
      kind: 'words',
      words: shown.flatMap(({ long, description }) =>
        typeof long === 'string' ? [{ value: long, about: description }] : [],
      ),
    }
  }
  const verbs = command.commands.filter((one) => one.name() !== 'complete')
  if (verbs.length > 0) {
    const words = verbs.map((one) => ({ value: one.name(), about: one.description() }))
    return { kind: 'words', words: operands === 0 ? words : [] }
  }
  const arguments_ = command.registeredArguments
  const argument = arguments_[operands] ?? (arguments_.at(-1)?.variadic === true ? arguments_.at(-1) : undefined)
  if (argument === undefined) return { kind: 'nothing' }
  if (argument.argChoices !== undefined) return choices(argument.argChoices)
  return { kind: byArgument.get(argument.name()) ?? 'nothing' }
}

const optionsOf = (program: Command, command: Command): readonly Option[] =>
  command === program ? program.options : [...command.options, ...program.options]

const choices = (values: readonly string[]): Wanted => ({ kind: 'words', words: values.map((value) => ({ value })) })

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
      const option = optionsOf(program, command).find(({ long, short }) => long === word || short === word)
      open = option?.required === true ? option : undefined
    } else {
      const next = command.commands.find((one) => one.name() === word)
      if (next === undefined) operands += 1
      else [command, operands] = [next, 0]
    }
  }
  return { command, operands, open }
}

const valueOf = ({ long, argChoices }: Option): Wanted =>
  argChoices !== undefined ? choices(argChoices) : { kind: byFlag.get(long ?? '') ?? 'nothing' }
