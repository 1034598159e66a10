import type { IssueKey } from '@mmd/jira-api/model'
import type { App } from '../../app/app.ts'
import { liveScopes } from '../../app/scopes.ts'
import { siteNames } from '../../session/site-names.ts'
import type { PickerItem, PickerModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { type Action, shownKey } from '../action.ts'
import { otherWords } from '../other-words.ts'
import { goTo, keysMeant } from './go-to.ts'
import { pick } from './pick.ts'
import { switchTo } from './switch-site.ts'

/** Issues of the copy that are offered for words. */
const most = 30

/** Actions that were taken out of the palette lately, the newest first; of this run alone where they cannot be kept. */
const lately = new WeakMap<App['store'], readonly string[]>()

/** So many of them stand before the others. */
const mostLately = 5

const takenLately = ({ store, shell }: App): readonly string[] => {
  const ids = lately.get(store) ?? shell.keptNames('lately').slice(0, mostLately)
  lately.set(store, ids)
  return ids
}

const note = (app: App, id: string): void => {
  const ids = [id, ...takenLately(app).filter((one) => one !== id)].slice(0, mostLately)
  lately.set(app.store, ids)
  void app.shell.keepNames('lately', ids).catch(() => undefined)
}

const latelyFirst = (app: App, actions: readonly Action[]): readonly Action[] => {
  const ids = takenLately(app)
  const first = ids.flatMap((id) => actions.filter((action) => action.id === id))
  return [...first, ...actions.filter(({ id }) => !ids.includes(id))]
}

/** Every action that can be reached now, by name, with its key; views, sites, and issues by key or words. */
export const openPalette = (app: App): void => {
  const scopes = liveScopes(app.store.get())
  const reachable = latelyFirst(
    app,
    app.actions.filter(({ scope, palette }) => palette !== false && scopes.includes(scope)),
  )
  const session = app.session()
  const names = new Set<string>()
  const issues = issuesMeant(app)
  const modal = pick(app, {
    title: 'Commands',
    placeholder: session === null ? 'what to do, a site as @name' : 'what to do, @site, #view or words, PROJ-12',
    items: [
      ...reachable.map((action) => {
        const enabled = action.enabled?.(app) ?? true
        const words = otherWords[action.id]
        const named = { id: action.id, label: action.title, detail: shownKey(action) }
        const item = words === undefined ? named : { ...named, words }
        return enabled === true ? item : { ...item, disabled: enabled }
      }),
      ...app.store.get().views.map(viewItem),
    ],
    meant: (query) => {
      if (query.startsWith('@')) return sitesMeant(query, names)
      const { before, after } = issues(query)
      return { before: [...before, ...placesMeant(app, query, names)], after }
    },
    onPick: ([id = '']) => {
      const view = /^view\/(.*)$/.exec(id)?.[1]
      const site = /^site\/(.*)$/.exec(id)?.[1]
      const key = /^issue\/(.*)$/.exec(id)?.[1]
      if (site !== undefined) return switchTo(app, siteNames(site))
      if (key !== undefined && session !== null) return goTo(app, session, key as IssueKey)
      if (view !== undefined)
        app.store.update((state) => ({ ...state, activeView: view, focus: 'list', zoomed: false, visited: null }))
      else {
        note(app, id)
        app.actions.find((action) => action.id === id)?.run(app, undefined)
      }
    },
  })
  void addSites(app, modal, names)
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
    const keys = keysMeant(query, app.store.get(), session)
    return { before: keys.map((key) => itemOf(key, session.replica.issue(key)?.summary ?? '')), after: [] }
  }
}

/** `view mine`, `site acme`: those whose names have these words, as one goes to them in k9s. */
const placesMeant = (app: App, query: string, sites: ReadonlySet<string>): readonly PickerItem[] => {
  const [, kind, words = ''] = /^(view|site)\s+(.*)$/iu.exec(query) ?? []
  if (kind === undefined) return []
  const wanted = words.toLowerCase().split(/\s+/u)
  const isMeant = (name: string): boolean => wanted.every((word) => name.toLowerCase().includes(word))
  if (kind.toLowerCase() === 'view') {
    const { views } = app.store.get()
    return views.filter(({ title }) => isMeant(title)).map(viewItem)
  }
  return [...sites].filter((name) => !name.includes(',') && isMeant(name)).map(siteItem)
}

const viewItem = ({ id, title }: { readonly id: string; readonly title: string }): PickerItem => ({
  id: `view/${id}`,
  label: `#${title}`,
  detail: 'view',
})

const siteItem = (name: string): PickerItem => ({ id: `site/${name}`, label: `@${name}`, detail: 'site' })

/** `@acme,beta`: both as one list, before everything else. */
const sitesMeant = (query: string, known: ReadonlySet<string>): ReturnType<NonNullable<PickerModal['meant']>> => {
  const wanted = siteNames(query.replaceAll('@', ''))
  const isMeant = wanted.length > 1 && wanted.every((name) => known.has(name)) && !known.has(wanted.join(','))
  return { before: isMeant ? [togetherItem(wanted)] : [], after: [] }
}

const togetherItem = (names: readonly string[]): PickerItem => ({
  id: `site/${names.join(',')}`,
  label: `@${names.join(',')}`,
  detail: 'one list',
})

/** The sites come a moment later, from their file; without it the palette has everything else. */
const addSites = async (app: App, modal: number, names: Set<string>): Promise<void> => {
  const sites = await app.shell.listSites().catch(() => [])
  const last = app.shell.keptNames('together')
  for (const { name } of sites) names.add(name)
  const items = sites.map(({ name }) => siteItem(name))
  if (last.length > 1 && last.every((name) => names.has(name))) {
    items.push({ ...togetherItem(last), detail: 'as last' })
    names.add(last.join(','))
  }
  app.store.update((state) =>
    changeModal(state, modal, 'picker', (picker) => ({ ...picker, items: [...picker.items, ...items] })),
  )
}
