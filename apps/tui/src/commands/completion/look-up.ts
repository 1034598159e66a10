import { stepWords } from '../../macros/step-words.ts'
import { openBook } from '../../session/open-book.ts'
import { builtInViews } from '../../session/views.ts'
import type { CommandContext } from '../invocation.ts'
import { atSite } from '../several-sites.ts'
import { viewsGiven } from '../view/given-views.ts'
import { withReplica } from '../with-replica.ts'
import type { Candidate } from './wanted.ts'

/** Issues that are offered at most. */
const mostKeys = 50

/** Candidates for the end of a word: what stands before them is kept as it was typed. */
export interface Found {
  readonly before: string
  readonly candidates: readonly Candidate[]
}

/** The saved sites; behind `a,` another one. */
export const findSites = async ({ environment }: CommandContext, typed: string): Promise<Found> => {
  const sites = await (await openBook(environment)).list()
  const before = typed.slice(0, typed.lastIndexOf(',') + 1)
  const taken = before.split(',')
  const candidates = sites.filter(({ name }) => !taken.includes(name))
  return { before, candidates: candidates.map(({ name, baseUrl }) => ({ value: name, about: baseUrl })) }
}

/** The built-in views, and those of the copy. */
export const findViews = async (context: CommandContext): Promise<Found> => {
  const copied = await withReplica(context, async ({ replica }) => replica.views(), { readOnly: true }).catch(() => [])
  const given = await viewsGiven(context.environment).catch(() => builtInViews)
  const views = new Map([...given, ...copied].map(({ title, jql }) => [title, jql]))
  return { before: '', candidates: [...views].map(([value, about]) => ({ value, about })) }
}

/** Keys of the views that were copied, of the site that the word names with `lab:`. */
export const findKeys = (context: CommandContext, typed: string): Promise<Found> => {
  const colon = typed.indexOf(':') + 1
  const before = typed.slice(0, colon)
  const start = typed.slice(colon).toUpperCase()
  return withReplica(
    colon === 0 ? context : atSite(context, before.slice(0, -1)),
    async ({ replica }) => {
      const keys = new Set(replica.views().flatMap(({ id }) => replica.view(id)?.keys ?? []))
      const offered = [...keys].filter((key) => key.startsWith(start)).slice(0, mostKeys)
      return {
        before,
        candidates: offered.map((key) => ({ value: key, about: replica.issue(key)?.summary ?? '' })),
      }
    },
    { readOnly: true },
  )
}

/** The macros of the person's own and of the folder. */
export const findMacroNames = async ({ environment }: CommandContext): Promise<Found> => {
  const { macros } = await (await import('../macro/find-macros.ts')).findMacros(environment)
  return {
    before: '',
    candidates: macros.map(({ name, steps }) => ({ value: name, about: steps.map(stepWords).join(', ') })),
  }
}

/** What the outbox holds, by number. */
export const findOperations = (context: CommandContext): Promise<Found> =>
  withReplica(
    context,
    async ({ replica }) => ({
      before: '',
      candidates: replica
        .operations()
        .map(({ id, operation, words }) => ({ value: String(id), about: `${operation.key} ${words}` })),
    }),
    { readOnly: true },
  )
