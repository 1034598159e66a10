import type { Site } from '@mmd/auth'
import type { Folders } from '../../config/environment.ts'
import { savedSites } from '../saved-sites.ts'
import { findView } from '../views.ts'
import { givenViews, type ViewSources } from './all-views.ts'

/** What somebody asks for when the program is started. */
export interface StartWish {
  /** Names of saved sites with commas between them. */
  readonly site: string | undefined
  readonly view: string | undefined
}

/** What the program begins with. */
export interface Start {
  readonly sites: readonly Site[]
  /** The view that was asked for, or the default one where that is a list over these sites. */
  readonly view: string | undefined
  /** Names of sites that the view is over too, and of which none is saved. */
  readonly missing: readonly string[]
}

/**
 * The saved sites to begin with: those that are named, else those that the wanted view is one list over, as far as they are there,
 * else the default one with those of its default view. Undefined as `savedSites`.
 */
export const startSites = (
  folders: Pick<Folders, 'config'>,
  { site, view }: StartWish,
  sources: ViewSources,
): Start | undefined => {
  const usual = savedSites(folders, site)
  const name = site === undefined ? (view ?? usual?.[0]?.defaultView) : undefined
  const over = (name === undefined ? undefined : findView(name, [], givenViews(sources)))?.sites ?? []
  const found = over.map((one) => ({ name: one, sites: savedSites(folders, one) ?? [] }))
  const sites = found.flatMap((one) => one.sites)
  const missing = found.flatMap((one) => (one.sites.length === 0 ? [one.name] : []))
  if (sites.length > 0) return { sites, view: name, missing }
  return usual && { sites: usual, view, missing }
}
