import type { App } from '../app/app.ts'
import { type Action, key } from './action.ts'
import { pick } from './flows/pick.ts'
import { switchTo } from './flows/switch-site.ts'

const addSite = '\u0000add'

/** The saved sites to choose from, and a line to add one. */
export const openSites = (app: App): void => {
  const current = app.store.get().site?.name
  pick(app, {
    title: 'Sites',
    items: async () => [
      ...(await app.shell.listSites()).map((site) => ({
        id: site.name,
        label: site.name,
        detail: site.name === current ? 'on screen' : new URL(site.baseUrl).host,
      })),
      { id: addSite, label: 'Add a site…' },
    ],
    onPick: ([id]) => {
      if (id === addSite) app.addSite()
      else if (id !== undefined) switchTo(app, id)
    },
  })
}

export const siteActions: readonly Action[] = [
  {
    id: 'site.switch',
    title: 'Switch to another site…',
    hint: 'sites',
    group: 'Site',
    scope: 'app',
    keys: key('S'),
    run: openSites,
  },
  { id: 'site.add', title: 'Add a site…', group: 'Site', scope: 'app', keys: [], run: (app) => app.addSite() },
  {
    id: 'site.sign-in',
    title: 'Sign in again',
    group: 'Site',
    scope: 'triage',
    keys: [],
    run: (app) => {
      const { site } = app.store.get()
      if (site !== null) app.signIn(site)
    },
  },
]
