import type { ConfigPlace, KnownConfig } from '../config/config-file.ts'
import { knownConfig } from '../config/config-file.ts'
import { savedSites } from '../session/saved-sites.ts'
import { givenViews, type KeptViews } from '../session/views/all-views.ts'
import type { StartWish } from '../session/views/start-sites.ts'
import { findView } from '../session/views.ts'

/**
 * What the screen begins with of the person's choices: as they were read last, which the first frame need not wait for. A view
 * that is wanted by name and is in none of them may have been written since: then the file is read first.
 */
export const firstChoices = async (
  place: ConfigPlace,
  { site, view }: StartWish,
  kept: KeptViews,
): Promise<KnownConfig> => {
  const known = knownConfig(place)
  if (known.isCurrent) return known
  const name = view ?? savedSites(place.folders, site)?.[0]?.defaultView
  const isKnown =
    name === undefined || findView(name, [], givenViews({ ...kept, config: known.config.views })) !== undefined
  return isKnown ? known : (await import('../config/current-config.ts')).currentConfig(place)
}
