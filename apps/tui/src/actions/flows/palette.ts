import { toIssueKey } from '@mmd/jira-api/model'
import type { App } from '../../app/app.ts'
import { liveScopes } from '../../app/scopes.ts'
import type { PickerItem, PickerModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { shownKey } from '../action.ts'
import { goTo, keyMeant } from './go-to.ts'
import { pick } from './pick.ts'
import { switchTo } from './switch-site.ts'

/** Issues of the copy that are offered for words. */
const most = 30

/** Every action that can be reached now, by name, with its key; views, sites, and issues by key or words. */
export const openPalette = (app: App): void => {
  const scopes = liveScopes(app.store.get())
  const reachable = app.actions.filter(({ scope, palette }) => palette !== false && scopes.includes(scope))
  const session = app.session()
  const modal = pick(app, {
    title: 'Commands',
    placeholder: session === null ? 'what to do, a site as @name' : 'what to do, @site, #view or words, PROJ-12',
    items: [
      ...reachable.map((action) => {
        const enabled = action.enabled?.(app) ?? true
        const item = { id: action.id, label: action.title, detail: shownKey(action) }
        return enabled === true ? item : { ...item, disabled: enabled }
      }),
      ...app.store.get().views.map((view) => ({ id: `view/${view.id}`, label: `#${view.title}`, detail: 'view' })),
    ],
    meant: issuesMeant(app),
    onPick: ([id = '']) => {
      const view = /^view\/(.*)$/.exec(id)?.[1]
      const site = /^site\/(.*)$/.exec(id)?.[1]
      const key = toIssueKey(/^issue\/(.*)$/.exec(id)?.[1] ?? '')
      if (site !== undefined) return switchTo(app, site)
      if (key !== undefined && session !== null) return goTo(app, session, key)
      if (view !== undefined)
        app.store.update((state) => ({ ...state, activeView: view, focus: 'list', zoomed: false, visited: null }))
      else app.actions.find((action) => action.id === id)?.run(app, undefined)
    },
  })
  void addSites(app, modal)
}

const itemOf = (key: string, summary: string): PickerItem => ({
  id: `issue/${key}`,
  label: summary === '' ? key : `${key}  ${summary}`,
  detail: summary === '' ? 'go to' : '',
})

/** Issues by their key, before everything else; by the words behind a `#`, out of the copy, after the views. */
const issuesMeant = (app: App): NonNullable<PickerModal['meant']> => {
  let last: { readonly query: string; readonly items: readonly PickerItem[] } = { query: '', items: [] }
  const search = (query: string): readonly PickerItem[] => {
    if (last.query !== query) {
      const hits = app.session()?.replica.search(query, most) ?? []
      last = { query, items: hits.map(({ key, issue }) => itemOf(key, issue.summary)) }
    }
    return last.items
  }
  return (query) => {
    const session = app.session()
    if (session === null || query === '') return { before: [], after: [] }
    if (query.startsWith('#')) return { before: [], after: query.length < 2 ? [] : search(query.slice(1)) }
    const key = keyMeant(query, app.store.get(), session)
    const known = key === undefined ? undefined : session.replica.issue(key)
    return { before: key === undefined ? [] : [itemOf(key, known?.summary ?? '')], after: [] }
  }
}

/** The sites come a moment later, from their file; without it the palette has everything else. */
const addSites = async (app: App, modal: number): Promise<void> => {
  const sites = await app.shell.listSites().catch(() => [])
  const items = sites.map(({ name }) => ({ id: `site/${name}`, label: `@${name}`, detail: 'site' }))
  app.store.update((state) =>
    changeModal(state, modal, 'picker', (picker) => ({ ...picker, items: [...picker.items, ...items] })),
  )
}
