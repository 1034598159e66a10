import type { App } from '../../app/app.ts'
import { liveScopes } from '../../app/scopes.ts'
import { changeModal } from '../../state/state.ts'
import { shownKey } from '../action.ts'
import { pick } from './pick.ts'
import { switchTo } from './switch-site.ts'

/** Every action that can be reached now, by name, with its key. */
export const openPalette = (app: App): void => {
  const scopes = liveScopes(app.store.get())
  const reachable = app.actions.filter(({ scope, palette }) => palette !== false && scopes.includes(scope))
  const modal = pick(app, {
    title: 'Commands',
    placeholder: 'what to do, a site as @name, a view as #name',
    items: [
      ...reachable.map((action) => {
        const enabled = action.enabled?.(app) ?? true
        const item = { id: action.id, label: action.title, detail: shownKey(action) }
        return enabled === true ? item : { ...item, disabled: enabled }
      }),
      ...app.store.get().views.map((view) => ({ id: `view/${view.id}`, label: `#${view.title}`, detail: 'view' })),
    ],
    onPick: ([id = '']) => {
      const view = /^view\/(.*)$/.exec(id)?.[1]
      const site = /^site\/(.*)$/.exec(id)?.[1]
      if (site !== undefined) return switchTo(app, site)
      if (view !== undefined)
        app.store.update((state) => ({ ...state, activeView: view, focus: 'list', zoomed: false }))
      else app.actions.find((action) => action.id === id)?.run(app, undefined)
    },
  })
  void addSites(app, modal)
}

/** The sites come a moment later, from their file; without it the palette has everything else. */
const addSites = async (app: App, modal: number): Promise<void> => {
  const sites = await app.shell.listSites().catch(() => [])
  const items = sites.map(({ name }) => ({ id: `site/${name}`, label: `@${name}`, detail: 'site' }))
  app.store.update((state) =>
    changeModal(state, modal, 'picker', (picker) => ({ ...picker, items: [...picker.items, ...items] })),
  )
}
