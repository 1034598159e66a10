import { untrusted } from '@mmd/jira-api/model'
import type { App } from '../../../app/app.ts'
import { bufferOf } from '../../../input/text-edit.ts'
import { givenViews } from '../../../session/views/all-views.ts'
import { slugOf } from '../../../session/views/slug.ts'
import type { OwnView } from '../../../session/views/view-book.ts'
import { activeViewOf } from '../../../state/arranged/active-view.ts'
import { sourcesOf } from '../../../state/state.ts'
import type { ListView } from '../../../state/view.ts'
import { pick } from '../pick.ts'
import { changeBook } from './change-book.ts'

/** Why a view cannot be renamed or deleted here; true where it can. */
export const isOwn = (view: ListView | undefined): true | string => {
  if (view === undefined) return 'there is no view'
  if (view.origin === 'own') return true
  if (view.origin === 'config') return 'it stands in config.yaml'
  if (view.origin === 'folder') return `it stands in ${view.file ?? 'a file'}`
  if (view.origin === 'filter') return 'it is a filter of the site'
  return view.origin === 'built-in' ? 'it is built in' : 'it was not saved'
}

const freeId = (title: string, own: readonly OwnView[]): string => {
  const wanted = `own:${slugOf(title) || 'view'}`
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`
    if (!own.some((view) => view.id === id)) return id
  }
}

const askTitle = (app: App, title: string, text: string, onTitle: (title: string) => void): void => {
  const ask = (error: string | null, typed: string): void => {
    app.open({
      kind: 'prompt',
      title,
      help: ['Enter keeps it · Esc closes'],
      buffer: bufferOf(typed),
      masked: false,
      error,
      onSubmit: (given) => {
        const clean = untrusted(given, 'line').trim()
        if (clean === '') ask('A view needs a title', given)
        else onTitle(clean)
      },
    })
  }
  ask(null, text)
}

/** Keeps the query, columns, order and groups of the list as a view of one's own. */
export const saveView = (app: App): void => {
  const view = activeViewOf(app.store.get())
  if (view === undefined) return
  askTitle(app, 'Save as a view', view.origin === undefined ? '' : `${view.title} 2`, (title) => {
    const session = app.session()
    const id = freeId(title, app.store.get().kept.book.own)
    const { columns, sort, group, unsorted, jql } = view
    const sites = session?.members?.map(({ site }) => site.name)
    const look = {
      ...(columns === undefined ? {} : { columns }),
      ...(sort === undefined ? {} : { sort }),
      ...(group === undefined ? {} : { group }),
    }
    const own: OwnView = { id, title, jql: unsorted ?? jql, ...(sites === undefined ? {} : { sites }) }
    changeBook(app, (book) => ({ ...book, own: [...book.own, own], looks: { ...book.looks, [id]: look } }))
    app.store.update((state) => ({ ...state, activeView: id }))
    app.toast('good', `Saved as ${title}`)
  })
}

export const renameView = (app: App): void => {
  const view = activeViewOf(app.store.get())
  if (view?.origin !== 'own') return
  askTitle(app, 'Rename the view', view.title, (title) =>
    changeBook(app, (book) => ({
      ...book,
      own: book.own.map((one) => (one.id === view.id ? { ...one, title } : one)),
    })),
  )
}

export const deleteView = (app: App): void => {
  const view = activeViewOf(app.store.get())
  if (view?.origin !== 'own') return
  app.open({
    kind: 'menu',
    title: `Delete the view ${view.title}?`,
    intro: ['Its issues stay as they are. A deleted view does not come back.'],
    tone: 'info',
    items: [
      { id: 'no', label: 'Keep it' },
      { id: 'yes', label: 'Delete it' },
    ],
    cursor: 0,
    onPick: (id) => {
      if (id !== 'yes') return
      changeBook(app, (book) => ({
        ...book,
        own: book.own.filter((one) => one.id !== view.id),
        looks: Object.fromEntries(Object.entries(book.looks).filter(([known]) => known !== view.id)),
      }))
      app.toast('info', `${view.title} is deleted`)
    },
  })
}

/** Puts the view one place up or down among those of its kind. */
export const moveView = (app: App, by: number): void => {
  const { views, activeView } = app.store.get()
  const view = views.find(({ id }) => id === activeView)
  if (view?.origin === undefined) return
  const kind = (one: ListView): string => (one.origin === 'config' ? 'own' : (one.origin ?? ''))
  const ids = views.filter((one) => kind(one) === kind(view)).map(({ id }) => id)
  const at = ids.indexOf(view.id)
  const to = Math.max(0, Math.min(ids.length - 1, at + by))
  if (to === at) return
  const moved = ids.toSpliced(at, 1).toSpliced(to, 0, view.id)
  changeBook(app, (book) => ({ ...book, order: [...book.order.filter((id) => !ids.includes(id)), ...moved] }))
}

/** Takes the view out of the pane; it can be shown again. */
export const hideView = (app: App): void => {
  const view = activeViewOf(app.store.get())
  if (view === undefined || app.store.get().views.length < 2) return
  changeBook(app, (book) => ({ ...book, hidden: [...new Set([...book.hidden, view.id])] }))
  app.toast('info', `${view.title} is hidden · “Show hidden views” brings it back`)
}

export const showHidden = (app: App): void => {
  const { hidden } = app.store.get().kept.book
  const titles = new Map(givenViews(sourcesOf(app.store.get())).map(({ id, title }) => [id, title]))
  const filters = app.session()?.replica.catalogue('favourite-filters')
  const nameOf = (id: string): string => {
    const filter = Array.isArray(filters)
      ? filters.find(
          (one: unknown) => typeof one === 'object' && one !== null && 'id' in one && `filter:${String(one.id)}` === id,
        )
      : undefined
    return typeof filter === 'object' && filter !== null && 'name' in filter
      ? String(filter.name)
      : (titles.get(id) ?? id.replace(/^\w+:/, ''))
  }
  pick(app, {
    title: 'Show hidden views',
    items: hidden.map((id) => ({ id, label: nameOf(id) })),
    chosen: new Set(),
    adds: true,
    onPick: (ids) => changeBook(app, (book) => ({ ...book, hidden: book.hidden.filter((id) => !ids.includes(id)) })),
  })
}
