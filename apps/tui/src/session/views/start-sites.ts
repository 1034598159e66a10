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

/**
 * The saved sites to begin with: those that are named, else those that the wanted view is one list over, as far as they are there,
 * else the default one. Undefined as `savedSites`.
 */
export const startSites = (
  folders: Pick<Folders, 'config'>,
  { site, view }: StartWish,
  sources: ViewSources,
): readonly Site[] | undefined => {
  const named = site === undefined && view !== undefined ? findView(view, [], givenViews(sources)) : undefined
  const there = (named?.sites ?? []).flatMap((one) => savedSites(folders, one) ?? [])
  return there.length === 0 ? savedSites(folders, site) : there
}
