import { allInOrder } from '../../all-in-order.ts'
import { AppError } from '../../config/app-error.ts'
import { chooseJira, openBook } from '../../session/open-book.ts'
import type { CommandContext } from '../invocation.ts'
import { parseKey } from './parse-key.ts'
import { type Outcome, toFailure } from './write-report.ts'

/** Keys that were typed for one site. */
export interface SiteKeys {
  /** Undefined: the site that the flags mean. */
  readonly site: string | undefined
  readonly keys: readonly string[]
}

const split = (text: string): { readonly site: string | undefined; readonly key: string } => {
  const colon = text.indexOf(':')
  return colon === -1
    ? { site: undefined, key: text }
    : { site: text.slice(0, colon).trim(), key: text.slice(colon + 1) }
}

/** Keys by the sites that they name, `acme:PAY-12`; null: none of them names one. Throws a usage error for what is no key. */
export const keysBySite = (typed: readonly string[]): readonly SiteKeys[] | null => {
  if (!typed.some((text) => text.includes(':'))) return null
  const keys = typed.map(split)
  for (const { key } of keys) parseKey(key)
  return [...Map.groupBy(keys, ({ site }) => site)].map(([site, own]) => ({ site, keys: own.map(({ key }) => key) }))
}

/**
 * Writes on one site after the other, on each as a change of its own. What became of each issue comes in the order of the keys
 * as they were typed. Throws `no-such-site` before anything is done; a site that fails as a whole fails for its own issues.
 */
export const writeOnSites = async (
  context: CommandContext,
  {
    typed,
    groups,
    action,
  }: { readonly typed: readonly string[]; readonly groups: readonly SiteKeys[]; readonly action: string },
  write: (context: CommandContext, keys: readonly string[]) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> => {
  const { environment, globals } = context
  const book = await openBook(environment)
  const sites = await allInOrder(groups.map(({ site }) => chooseJira(environment, book, site ?? globals.site)))
  const placed: { readonly place: number; readonly outcome: Outcome }[] = []
  for (const [at, { site, keys }] of groups.entries()) {
    const own = sites[at]
    if (own === undefined) continue
    const places = new Map<string, number>()
    for (const [place, text] of typed.entries()) {
      const { site: meant, key } = split(text)
      const plain = parseKey(key)
      if (meant === site && !places.has(plain)) places.set(plain, place)
    }
    const outcomes = await writeUnlessStopped(context, () =>
      write({ ...context, globals: { ...globals, site: own.name } }, keys),
    ).catch((error: unknown) =>
      keys.map((key) => toFailure(context, { site: own }, { key: parseKey(key), action, error })),
    )
    for (const outcome of outcomes) {
      // An issue that has moved answers under its new key.
      const place = places.get(outcome.key) ?? typed.length
      placed.push({ place, outcome: { ...outcome, json: { ...outcome.json, site: own.name } } })
    }
  }
  return placed.toSorted((a, b) => a.place - b.place).map(({ outcome }) => outcome)
}

/** Once it is stopped nothing more is begun; what was done on the sites before stands in the report. */
const writeUnlessStopped = async <T>({ signal }: CommandContext, write: () => Promise<T>): Promise<T> => {
  try {
    signal.throwIfAborted()
    return await write()
  } catch (error) {
    throw signal.aborted ? new AppError('cancelled', 'Stopped before anything was done to it', 'Run it again') : error
  }
}
