import type { Replica } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { builtInViews, findView } from '../../session/views.ts'
import type { ListView } from '../../state/view.ts'
import type { ListQuery } from './list-site.ts'

/**
 * The view of the local copy that a list is of. Throws `AppError`: `usage` for a view and a query, `unknown-view`, or
 * `not-in-copy` for a query of which the copy has no list.
 */
export const copiedView = (
  replica: Pick<Replica, 'views'>,
  { jql, view }: ListQuery,
  given: readonly ListView[] = builtInViews,
): ListView => {
  if (jql !== undefined && view !== undefined) {
    throw new AppError('usage', '--jql and --view exclude each other', 'Leave one of them away')
  }
  const known = replica.views()
  if (jql !== undefined) {
    const same = [...builtInViews, ...known].find((one) => one.jql.trim() === jql.trim())
    if (same !== undefined) return same
    throw new AppError(
      'not-in-copy',
      'The local copy has no list of this query',
      'Only the site can answer it: leave --offline away',
    )
  }
  const wanted = view ?? builtInViews[0]?.title ?? ''
  const folded = wanted.trim().toLowerCase()
  const found =
    findView(wanted, [], given) ?? known.find(({ id, title }) => id === wanted.trim() || title.toLowerCase() === folded)
  if (found !== undefined) return found
  const titles = [...new Set([...given, ...known].map(({ title }) => title))]
  throw new AppError(
    'unknown-view',
    `There is no view “${wanted}” in the local copy`,
    `There are: ${titles.join(', ')}`,
  )
}
