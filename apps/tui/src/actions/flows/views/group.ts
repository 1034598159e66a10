import type { IssueKey } from '@mmd/jira-api'
import type { App } from '../../../app/app.ts'
import { titleOf } from '../../../screens/triage/columns/place-columns.ts'
import { specOf } from '../../../session/views/spec-of.ts'
import { activeViewOf } from '../../../state/arranged/active-view.ts'
import { headingBefore } from '../../../state/arranged/arrange.ts'
import { groupOf, headingKey, isHeading } from '../../../state/arranged/heading.ts'
import { moveTo } from '../../../state/list.ts'
import type { PickerItem } from '../../../state/modal.ts'
import { arrangedRows, listHeight } from '../../../state/selectors.ts'
import { type AppState, activeList, withActiveList } from '../../../state/state.ts'
import { pick } from '../pick.ts'
import { keyWords } from '../way-back.ts'
import { changeLook } from './change-book.ts'
import { fieldItems } from './site-fields.ts'

/** No groups. */
const none = 'site/none'

/** What is grouped by most comes first. */
const usual = new Set(['status', 'assignee', 'priority', 'project', 'parent', 'labels', 'type'])

/** Asks by which field rows are to stand under headings. */
export const openGroup = (app: App): void => {
  const view = activeViewOf(app.store.get())
  if (view === undefined) return
  pick(app, {
    title: 'Group by',
    placeholder: 'a field',
    items: async () => {
      const items = (await fieldItems(app)).filter(({ id }) => id !== 'key' && id !== 'summary')
      const isUsual = ({ id, label }: PickerItem): boolean => usual.has(id) || label === 'Sprint'
      const all = [...items.filter(isUsual), ...items.filter((item) => !isUsual(item))]
      const marked = all.map((item) => (item.id === view.group ? { ...item, detail: 'now' } : item))
      return [...(view.group === undefined ? [] : [{ id: none, label: 'No groups' }]), ...marked]
    },
    onPick: ([id = '']) => {
      app.store.update((state) => withActiveList(state, ({ folded: _, ...list }) => ({ ...list, rangeFrom: null })))
      const next = changeLook(app, view, ({ group: _, ...look }) => (id === none ? look : { ...look, group: id }))
      const { replica } = app.session() ?? {}
      if (replica === undefined) return
      if (id !== none) void replica.openView(specOf(next, app.store.get().config))
      const rows = replica.view(view.id)
      const isWhole = rows === undefined || rows.total === null || rows.keys.length >= rows.total
      if (id === none) return app.toast('info', 'No groups')
      const holds = (state: AppState): boolean =>
        activeViewOf(state)?.id === view.id && activeViewOf(state)?.group === id
      const words = `Grouped by ${titleOf(id)}${keyWords(app, 'list.fold', 'folds a group')}`
      if (isWhole) return app.toast('info', words, holds)
      const fetching = `${words} · fetching the rest`
      app.toast('info', fetching, holds)
      void replica.loadMore(view.id, Number.POSITIVE_INFINITY).then(() => {
        if (app.store.get().toast?.text === fetching) app.toast('info', words, holds)
      })
    },
  })
}

/** Folds the group that the cursor is in, or unfolds the one whose heading it is on. */
export const foldGroup = (app: App, all: boolean): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  app.store.update((state) => {
    const before = arrangedRows(state, replica)
    const list = activeList(state)
    const group = headingBefore(before, list.cursor)
    if (group === undefined) return state
    const known = list.folded ?? new Set<string>()
    const every = [...before.headings.keys()].map(groupOf)
    const folded = new Set(all ? (known.size < every.length ? every : []) : known)
    if (!all && !folded.delete(group)) folded.add(group)
    const next = withActiveList(state, (own) => ({ ...own, folded, rangeFrom: null }))
    const { keys } = arrangedRows(next, replica)
    const kept = list.cursorKey !== null && !folded.has(group) ? keys.indexOf(list.cursorKey) : -1
    const at = kept === -1 ? keys.indexOf(headingKey(group)) : kept
    return withActiveList(next, (own) => moveTo(own, keys, at, listHeight(next)))
  })
}

/** The issues of the group whose heading stands there; those of a folded group too. */
export const issuesBelow = (app: App, heading: IssueKey): readonly IssueKey[] => {
  const replica = app.session()?.replica
  if (replica === undefined) return []
  const { keys: shown, whole: keys = shown } = arrangedRows(app.store.get(), replica)
  const from = keys.indexOf(heading) + 1
  const end = keys.findIndex((key, at) => at >= from && isHeading(key))
  return from === 0 ? [] : keys.slice(from, end === -1 ? undefined : end)
}
