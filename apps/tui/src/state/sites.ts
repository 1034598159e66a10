import type { SiteRow, SitesModal } from './modal.ts'
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

/** The row under the cursor of the list of sites, while that is open. */
export const currentSiteRow = ({ modals }: AppState): SiteRow | undefined => {
  const modal = modals.findLast(({ kind }) => kind === 'sites')
  return modal?.kind === 'sites' ? shownSites(modal)[modal.cursor] : undefined
}
