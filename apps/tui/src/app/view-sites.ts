import type { ListView } from '../state/view.ts'
import type { App, SiteSession } from './app.ts'
import { membersOf } from './members.ts'

/** True for a view that is one list over other sites than those on screen. */
export const isOfOthers = ({ sites }: ListView, session: SiteSession): boolean => {
  if (sites === undefined) return false
  const shown = membersOf(session).map(({ site }) => site.name)
  return sites.length !== shown.length || sites.some((name) => !shown.includes(name))
}

/** Shows the sites of a view that is not of those on screen; false: it is. */
export const goesElsewhere = (app: App, view: ListView): boolean => {
  const session = app.session()
  if (session === null || !isOfOthers(view, session)) return false
  void show(app, view).catch((error: unknown) => app.fail(error))
  return true
}

const show = async (app: App, view: ListView): Promise<void> => {
  const saved = await app.shell.listSites()
  const { sites: names = [] } = view
  const sites = names.flatMap((name) => saved.filter((site) => site.name === name))
  const missing = names.filter((name) => !sites.some((site) => site.name === name))
  if (missing.length > 0) app.toast('warn', `${view.title}: there is no site called ${missing.join(', ')}`)
  if (sites.length > 0) await app.showSites(sites, view.id)
}
