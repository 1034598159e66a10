import type { SiteRow, SitesModal } from './site-modals.ts'
import type { AppState } from './state.ts'

/** Everything of a row that its filter looks at. */
const textOf = ({ site }: SiteRow): string =>
  `${site.name} ${site.baseUrl} ${site.method} ${site.deployment} ${site.user?.name ?? ''} ${site.login ?? ''}`

/** The rows that have each word of the filter. */
export const shownSites = ({ rows, filter }: Pick<SitesModal, 'rows' | 'filter'>): readonly SiteRow[] => {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return words.length === 0
    ? rows
    : rows.filter((row) => words.every((word) => textOf(row).toLowerCase().includes(word)))
}

/** The list of sites, while that is open. */
export const openSites = ({ modals }: AppState): SitesModal | undefined => {
  const modal = modals.findLast(({ kind }) => kind === 'sites')
  return modal?.kind === 'sites' ? modal : undefined
}

/** The row under the cursor of the list of sites, while that is open. */
export const currentSiteRow = (state: AppState): SiteRow | undefined => {
  const modal = openSites(state)
  return modal === undefined ? undefined : shownSites(modal)[modal.cursor]
}

/** What Enter shows: the marked sites, also those that the filter hides, else the one under the cursor. */
export const chosenSites = (state: AppState): readonly string[] => {
  const { rows = [], marked = new Set<string>() } = openSites(state) ?? {}
  const names = rows.map(({ site }) => site.name).filter((name) => marked.has(name))
  const current = currentSiteRow(state)
  return names.length > 0 || current === undefined ? names : [current.site.name]
}
