import { untrusted } from '@mmd/jira-api/model'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { createProgram } from '../program.ts'
import { type Found, findKeys, findMacroNames, findOperations, findSites, findViews } from './look-up.ts'
import { findWanted, type Wanted } from './wanted.ts'

/**
 * `complete -- WORDS`: one candidate a line, and behind a tab what it is. What cannot be looked up is not offered, and nothing is
 * ever asked for.
 */
export const runComplete = async (
  context: CommandContext,
  words: readonly string[],
  version: string,
): CommandResult => {
  const given = asTyped(words)
  const program = createProgram(version, given, () => undefined)
  const { wanted, prefix } = findWanted(program, given)
  const typed = (given.at(-1) ?? '').slice(prefix.length)
  const site = siteOf(given.slice(0, -1))
  const quiet = { ...context, output: { ...context.output, note: () => undefined } }
  const asked = site === undefined ? quiet : { ...quiet, globals: { ...quiet.globals, site } }
  const { before, candidates } = await lookUp(asked, wanted, typed).catch((): Found => ({ before: '', candidates: [] }))
  const start = typed.slice(before.length).toLowerCase()
  for (const { value, about = '' } of candidates) {
    if (!value.toLowerCase().startsWith(start)) continue
    const whole = `${prefix}${before}${value}`
    context.output.line(about === '' ? whole : `${whole}\t${untrusted(about, 'line')}`)
  }
  return undefined
}

/** Bash takes `--view=Mine` apart at the sign, PowerShell drops empty words, and most shells give words with their quotes. */
const asTyped = (words: readonly string[]): readonly string[] => {
  const given = words.map((word) =>
    /^["']/.test(word) ? word.replace(/^["']|["']$/g, '') : word.replace(/\\(.)/g, '$1'),
  )
  return given.at(-1) === '=' ? [...given.slice(0, -1), ''] : given.filter((word) => word !== '=')
}

const siteOf = (words: readonly string[]): string | undefined => {
  const at = words.lastIndexOf('--site')
  return at === -1 ? words.findLast((word) => word.startsWith('--site='))?.slice('--site='.length) : words[at + 1]
}

const lookUp = async (context: CommandContext, wanted: Wanted, typed: string): Promise<Found> => {
  switch (wanted.kind) {
    case 'words':
      return { before: '', candidates: wanted.words }
    case 'sites':
      return findSites(context, typed)
    case 'views':
      return findViews(context)
    case 'macros':
      return findMacroNames(context)
    case 'keys':
      return findKeys(context, typed)
    case 'operations':
      return findOperations(context)
    case 'nothing':
      return { before: '', candidates: [] }
  }
}
