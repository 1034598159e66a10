import { openBook } from '../../session/open-book.ts'
import { builtInViews } from '../../session/views.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { createProgram } from '../program.ts'
import { withReplica } from '../with-replica.ts'
import { findWanted, type Wanted } from './wanted.ts'

/** Issues that are offered at most. */
const mostKeys = 50

/** `complete -- WORDS`: one candidate a line. What cannot be looked up is not offered, and nothing is ever asked for. */
export const runComplete = async (
  context: CommandContext,
  words: readonly string[],
  version: string,
): CommandResult => {
  // PowerShell drops empty words.
  const given = words.map((word) => (word === '""' ? '' : word))
  const typed = given.at(-1) ?? ''
  const wanted = findWanted(
    createProgram(version, given, () => undefined),
    given,
  )
  const site = given[given.lastIndexOf('--site') + 1]
  const globals = given.includes('--site') && site !== undefined ? { ...context.globals, site } : context.globals
  const candidates = await candidatesFor({ ...context, globals }, wanted, typed).catch((): readonly string[] => [])
  const folded = typed.toLowerCase()
  for (const one of candidates) if (one.toLowerCase().startsWith(folded)) context.output.line(one)
  return undefined
}

const candidatesFor = async (context: CommandContext, wanted: Wanted, typed: string): Promise<readonly string[]> => {
  switch (wanted.kind) {
    case 'words':
      return wanted.words
    case 'sites':
      return (await (await openBook(context.environment)).list()).map(({ name }) => name)
    case 'views':
      return [...new Set([...builtInViews.map(({ title }) => title), ...(await copiedViews(context))])]
    case 'keys':
      return typed === '' ? [] : knownKeys(context, typed.toUpperCase())
    case 'nothing':
      return []
  }
}

const copiedViews = (context: CommandContext): Promise<readonly string[]> =>
  withReplica(context, async ({ replica }) => replica.views().map(({ title }) => title), { readOnly: true }).catch(
    () => [],
  )

/** Keys of the views that were copied. */
const knownKeys = (context: CommandContext, typed: string): Promise<readonly string[]> =>
  withReplica(
    context,
    async ({ replica }) => {
      const keys = new Set(replica.views().flatMap(({ id }) => replica.view(id)?.keys ?? []))
      return [...keys].filter((key) => key.startsWith(typed)).slice(0, mostKeys)
    },
    { readOnly: true },
  )
