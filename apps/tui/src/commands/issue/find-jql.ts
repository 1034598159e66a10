import type { CallOptions, SiteClient } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { builtInViews, findView } from '../../session/views.ts'

/** The JQL that `--jql` or `--view` means; the first built-in view without either. One request only for other views. */
export const findJql = async (
  client: Pick<SiteClient, 'favouriteFilters'>,
  options: { readonly jql?: string | undefined; readonly view?: string | undefined },
  call: CallOptions = {},
): Promise<string> => {
  const { jql, view } = options
  if (jql !== undefined && view !== undefined) {
    throw new AppError('usage', '--jql and --view exclude each other', 'Leave one of them away')
  }
  if (jql !== undefined) return jql
  if (view === undefined) return builtInViews[0]?.jql ?? ''
  const builtIn = findView(view)
  if (builtIn !== undefined) return builtIn.jql
  const favourites = await client.favouriteFilters(call)
  const found = findView(view, favourites)
  if (found !== undefined) return found.jql
  const titles = [...builtInViews.map(({ title }) => title), ...favourites.map(({ name }) => name)]
  throw new AppError('unknown-view', `There is no view “${view}”`, `There are: ${titles.join(', ')}`)
}
