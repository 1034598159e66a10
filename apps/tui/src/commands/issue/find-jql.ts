import type { CallOptions, SiteClient } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { builtInViews, findView } from '../../session/views.ts'
import type { ListView } from '../../state/view.ts'

/** The JQL that `--jql` or `--view` means; the first built-in view without either. One request only for other views. */
export const findJql = async (
  client: Pick<SiteClient, 'favouriteFilters'>,
  options: { readonly jql?: string | undefined; readonly view?: string | undefined },
  call: CallOptions = {},
  given: readonly ListView[] = builtInViews,
): Promise<string> => {
  const { jql, view } = options
  if (jql !== undefined && view !== undefined) {
    throw new AppError('usage', '--jql and --view exclude each other', 'Leave one of them away')
  }
  if (jql !== undefined) return jql
  if (view === undefined) return builtInViews[0]?.jql ?? ''
  const builtIn = findView(view, [], given)
  if (builtIn !== undefined) return builtIn.jql
  const favourites = await client.favouriteFilters(call)
  const found = findView(view, favourites, given)
  if (found !== undefined) return found.jql
  const titles = [...given.map(({ title }) => title), ...favourites.map(({ name }) => name)]
  throw new AppError('unknown-view', `There is no view “${view}”`, `There are: ${titles.join(', ')}`)
}
