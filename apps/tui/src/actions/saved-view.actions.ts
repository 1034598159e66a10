import type { App } from '../app/app.ts'
import { activeViewOf } from '../state/arranged/active-view.ts'
import { type Action, key } from './action.ts'
import { openColumns } from './flows/views/columns.ts'
import { canFoldKind, foldAllKinds, foldKind } from './flows/views/fold-kinds.ts'
import { foldGroup, openGroup } from './flows/views/group.ts'
import { deleteView, hideView, isOwn, moveView, renameView, saveView, showHidden } from './flows/views/saved-views.ts'
import { openSort } from './flows/views/sort.ts'

const ownEnabled = (app: App): true | string => isOwn(activeViewOf(app.store.get()))

const hasGroups = (app: App): true | string =>
  activeViewOf(app.store.get())?.group === undefined ? 'the list has no groups · = makes them' : true

/** What is done to the looks of a list, and to the views themselves. */
export const savedViewActions: readonly Action[] = [
  {
    id: 'list.sort',
    title: 'Order the list by…',
    group: 'List',
    scope: 'triage',
    keys: key('o'),
    run: openSort,
  },
  {
    id: 'list.columns',
    title: 'Choose the columns of the list…',
    group: 'List',
    scope: 'triage',
    keys: key('|'),
    run: openColumns,
  },
  {
    id: 'list.group',
    title: 'Group the list by…',
    group: 'List',
    scope: 'triage',
    keys: key('='),
    run: openGroup,
  },
  {
    id: 'list.fold',
    title: 'Fold or unfold the group',
    group: 'List',
    scope: 'list',
    keys: key('-'),
    enabled: hasGroups,
    run: (app) => foldGroup(app, false),
  },
  {
    id: 'list.fold-all',
    title: 'Fold or unfold all groups',
    group: 'List',
    scope: 'list',
    keys: key('_'),
    enabled: hasGroups,
    run: (app) => foldGroup(app, true),
  },
  {
    id: 'view.save',
    title: 'Save this list as a view…',
    group: 'View',
    scope: 'triage',
    keys: key('ctrl-s'),
    run: saveView,
  },
  {
    id: 'view.rename',
    title: 'Rename the view…',
    group: 'View',
    scope: 'views',
    keys: key('R'),
    enabled: ownEnabled,
    run: renameView,
  },
  {
    id: 'view.delete',
    title: 'Delete the view…',
    group: 'View',
    scope: 'views',
    keys: key('D'),
    enabled: ownEnabled,
    run: deleteView,
  },
  {
    id: 'view.fold',
    title: 'Fold or unfold this kind of views',
    group: 'View',
    scope: 'views',
    keys: key('-', 'space'),
    enabled: canFoldKind,
    run: foldKind,
  },
  {
    id: 'view.fold-all',
    title: 'Fold or unfold all kinds of views',
    group: 'View',
    scope: 'views',
    keys: key('_'),
    run: foldAllKinds,
  },
  {
    id: 'view.up',
    title: 'Put the view further up',
    group: 'View',
    scope: 'views',
    keys: key('ctrl-up'),
    run: (app, count = 1) => moveView(app, -count),
  },
  {
    id: 'view.down',
    title: 'Put the view further down',
    group: 'View',
    scope: 'views',
    keys: key('ctrl-down'),
    run: (app, count = 1) => moveView(app, count),
  },
  {
    id: 'view.hide',
    title: 'Hide the view',
    group: 'View',
    scope: 'views',
    keys: key('H'),
    run: hideView,
  },
  {
    id: 'view.show-hidden',
    title: 'Show hidden views…',
    group: 'View',
    scope: 'triage',
    keys: [],
    enabled: (app) => (app.store.get().kept.book.hidden.length === 0 ? 'none is hidden' : true),
    run: showHidden,
  },
]
