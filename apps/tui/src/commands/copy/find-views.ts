import type { SavedFilter } from '@mmd/jira-api/model'
import type { ViewSpec } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { builtInViews, findView, toFilterView } from '../../session/views.ts'
import type { ListView } from '../../state/view.ts'
import type { Bench } from '../issue/bench.ts'
import { aDay } from '../issue/lookup.ts'

/** The person's favourite filters; none where nobody can be asked. */
export const favouritesOf = async ({ lookup, signal }: Bench, maxAge = aDay): Promise<readonly SavedFilter[]> =>
  lookup.client() === undefined
    ? ((await lookup.ask('favourite-filters', async () => []).catch(() => [])) as readonly SavedFilter[])
    : lookup.ask('favourite-filters', (client) => client.favouriteFilters({ signal }), maxAge)

/** Every view there is: built in, favourite filters, and those that were opened before. */
export const allViews = async (
  bench: Bench,
  given: readonly ListView[] = builtInViews,
): Promise<readonly ListView[]> => {
  const favourites = (await favouritesOf(bench, 0)).map(toFilterView)
  const views = [
    ...given,
    ...favourites.map((view): ListView => ({ ...view, origin: 'filter' })),
    ...bench.copy.replica.views(),
  ]
  return [...new Map(views.toReversed().map((view) => [view.id, view])).values()].toReversed()
}

/** The views of these names. Throws `AppError` `unknown-view`. */
export const viewsByName = async (
  bench: Bench,
  names: readonly string[],
  given: readonly ListView[] = builtInViews,
): Promise<readonly ViewSpec[]> => {
  const builtIn = names.map((name) => findView(name, [], given))
  const favourites = builtIn.includes(undefined) ? await favouritesOf(bench, 0) : []
  const known = bench.copy.replica.views()
  return names.map((name) => {
    const folded = name.trim().toLowerCase()
    const found = findView(name, favourites, given) ?? known.find(({ title }) => title.toLowerCase() === folded)
    if (found !== undefined) return found
    const titles = [...given, ...favourites.map(toFilterView)].map(({ title }) => title)
    throw new AppError('unknown-view', `There is no view “${name}”`, `There are: ${titles.join(', ')}`)
  })
}
