import { type PresentedError, presentError } from '../present-error.ts'
import { siteNames } from '../session/site-names.ts'
import type { CommandContext } from './invocation.ts'

/** The sites of `--site a,b`, else of `MMD_SITE`; undefined where it is one alone. */
export const severalSites = ({ globals, environment }: CommandContext): readonly string[] | undefined => {
  const names = siteNames(globals.site ?? environment.site ?? '')
  return names.length > 1 ? names : undefined
}

/** The same command at one of several sites. */
export const atSite = (context: CommandContext, site: string): CommandContext => ({
  ...context,
  globals: { ...context.globals, site },
})

/** What the sites gave, and why some gave nothing. */
export interface OfSites<T> {
  readonly values: readonly T[]
  readonly errors: readonly PresentedError[]
  /** Those that gave nothing because the command was stopped. */
  readonly left: readonly string[]
}

/**
 * Does the same at one site after the other. One that fails is told, and the next has its turn; once the command is stopped no
 * other is begun, and what the sites before gave stands.
 */
export const eachSite = async <T>(
  context: CommandContext,
  names: readonly string[],
  work: (context: CommandContext) => Promise<T>,
): Promise<OfSites<T>> => {
  const values: T[] = []
  const errors: PresentedError[] = []
  for (const [at, site] of names.entries()) {
    if (context.signal.aborted) return { values, errors, left: names.slice(at) }
    try {
      values.push(await work(atSite(context, site)))
    } catch (error) {
      if (context.signal.aborted) return { values, errors, left: names.slice(at) }
      const presented = presentError(error, { site })
      errors.push({ ...presented, what: `${site}: ${presented.what}` })
    }
  }
  return { values, errors, left: [] }
}
