import type { CallOptions, SiteClient } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { filterViews, givenViews, noSources, type ViewSources } from '../../session/views/all-views.ts'
import { builtInViews, findView } from '../../session/views.ts'
import type { ListView } from '../../state/view.ts'

/** What a list is asked for by, and the columns that its view has. */
export type FoundList = Pick<ListView, 'jql' | 'columns'>

/** The list that `--jql` or `--view` means; the first built-in view without either. One request only for other views. */
export const findList = async (
  client: Pick<SiteClient, 'favouriteFilters'>,
  options: { readonly jql?: string | undefined; readonly view?: string | undefined },
  call: CallOptions = {},
  sources: ViewSources = noSources,
): Promise<FoundList> => {
  const { jql, view } = options
  if (jql !== undefined && view !== undefined) {
    throw new AppError('usage', '--jql and --view exclude each other', 'Leave one of them away')
  }
  if (jql !== undefined) return { jql }
  if (view === undefined) return { jql: builtInViews[0]?.jql ?? '' }
  const given = givenViews(sources)
  const known = findView(view, [], given)
  if (known !== undefined) return known
  const favourites = filterViews(sources, await client.favouriteFilters(call))
  const found = findView(view, [], [...given, ...favourites])
  if (found !== undefined) return found
  const titles = [...given, ...favourites].map(({ title }) => title)
  throw new AppError('unknown-view', `There is no view “${view}”`, `There are: ${titles.join(', ')}`)
}
