import type { SavedFilter } from '@mmd/jira-api'
import type { ListView } from '../state/view.ts'

/** The views that exist without anybody having made them, in the order of the sidebar. */
export const builtInViews: readonly ListView[] = [
  {
    id: 'untriaged',
    title: 'Untriaged',
    jql: 'assignee is EMPTY AND resolution is EMPTY ORDER BY created DESC',
  },
  { id: 'mine', title: 'Mine', jql: 'assignee = currentUser() AND resolution is EMPTY ORDER BY updated DESC' },
  {
    id: 'reported',
    title: 'Reported by me',
    jql: 'reporter = currentUser() AND resolution is EMPTY ORDER BY updated DESC',
  },
  { id: 'recent', title: 'Recently updated', jql: 'updated >= -7d ORDER BY updated DESC' },
  { id: 'open', title: 'All open', jql: 'resolution is EMPTY ORDER BY updated DESC' },
  // Of the copy alone; by its query the site says what was opened in its own pages.
  { id: 'visited', title: 'Recently viewed', jql: 'issuekey in issueHistory() ORDER BY lastViewed DESC' },
]

/** A favourite filter of the site as a view; its id cannot meet a built-in one's. */
export const toFilterView = (filter: SavedFilter): ListView => ({
  id: `filter:${filter.id}`,
  title: filter.name,
  jql: filter.jql,
})

/** Ids of views of files begin so; people leave it away. */
const prefixes = ['', 'own:', 'config:', 'folder:']

/**
 * The view that a person means by `name`: an id, else a title in any case, views of `given` before filters; undefined when there
 * is none. `given` has the built-in ones too, where it has any.
 */
export const findView = (
  name: string,
  favourites: readonly SavedFilter[] = [],
  given: readonly ListView[] = builtInViews,
): ListView | undefined => {
  const views = [...given, ...favourites.map(toFilterView)]
  const wanted = name.trim().toLowerCase()
  const byId = prefixes.flatMap((prefix) => views.filter(({ id }) => id.toLowerCase() === `${prefix}${wanted}`))
  return byId[0] ?? views.find(({ title }) => title.toLowerCase() === wanted)
}
