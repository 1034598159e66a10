import type { SiteRow, SitesModal } from './modal.ts'
import { type AppState, topModal } from './state.ts'

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

/** The row under the cursor of the list of sites, when that is the topmost dialog. */
export const currentSiteRow = (state: AppState): SiteRow | undefined => {
  const modal = topModal(state)
  return modal?.kind === 'sites' ? shownSites(modal)[modal.cursor] : undefined
}
