import type { SavedFilter } from '@mmd/jira-api'
import type { ViewSpec } from '@mmd/replica'

/** The views that exist without anybody having made them, in the order of the sidebar. */
export const builtInViews: readonly ViewSpec[] = [
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
]

/** A favourite filter of the site as a view; its id cannot meet a built-in one's. */
export const toFilterView = (filter: SavedFilter): ViewSpec => ({
  id: `filter:${filter.id}`,
  title: filter.name,
  jql: filter.jql,
})

/**
 * The view that a person means by `name`: an id, else a title in any case, built-in views before filters; undefined
 * when there is none.
 */
export const findView = (name: string, favourites: readonly SavedFilter[] = []): ViewSpec | undefined => {
  const views = [...builtInViews, ...favourites.map(toFilterView)]
  const wanted = name.trim().toLowerCase()
  return views.find((view) => view.id === wanted) ?? views.find((view) => view.title.toLowerCase() === wanted)
}
