import { untrusted } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import { givenViews } from '../../session/views/all-views.ts'
import { keepBook } from '../../session/views/keep-book.ts'
import { slugOf } from '../../session/views/slug.ts'
import { toSort } from '../../session/views/to-list-view.ts'
import { findView } from '../../session/views.ts'
import type { ViewLook } from '../../state/view.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { viewSources } from './given-views.ts'
import { viewJson } from './view-json.ts'

export interface ViewAddOptions {
  readonly jql: string
  readonly columns?: readonly string[]
  readonly group?: string
  readonly sort?: string
  readonly sites?: readonly string[]
}

const line = (text: string): string => untrusted(text, 'line').trim()

/** `view add`: no request. */
export const runViewAdd = async (context: CommandContext, name: string, options: ViewAddOptions): CommandResult => {
  const { environment, output } = context
  const sources = await viewSources(environment)
  const title = line(name)
  const id = `own:${slugOf(title)}`
  const known = findView(title, [], givenViews(sources))
  if (slugOf(title) === '') throw new AppError('usage', 'A view needs a name with letters', 'Give it one')
  if (known !== undefined || sources.book.own.some((view) => view.id === id))
    throw new AppError('usage', `There is a view “${known?.title ?? title}” already`, 'Choose another name')
  const { jql, columns = [], group, sort, sites = [] } = options
  const look: ViewLook = {
    ...(columns.length === 0 ? {} : { columns: columns.map((field) => ({ field: line(field) })) }),
    ...(group === undefined ? {} : { group: line(group) }),
    ...(sort === undefined ? {} : { sort: toSort(line(sort)) }),
  }
  const own = { id, title, jql: line(jql), ...(sites.length === 0 ? {} : { sites: sites.map(line) }) }
  const book = {
    ...sources.book,
    own: [...sources.book.own, own],
    looks: { ...sources.book.looks, [id]: look },
  }
  await keepBook(environment.folders, book)
  const view = findView(id, [], givenViews({ ...sources, book }))
  if (output.json && view !== undefined) output.value(viewJson(view, undefined))
  else output.line(`Saved the view ${title}`)
  return undefined
}

const places: Readonly<Record<string, string>> = {
  config: 'It stands in config.yaml: take it out there',
  folder: 'It stands in a file of the folder: take it out there',
}

/** `view remove`: no request. */
export const runViewRemove = async (context: CommandContext, name: string): CommandResult => {
  const { environment, output } = context
  const sources = await viewSources(environment)
  const view = findView(name, [], givenViews(sources))
  if (view === undefined) throw new AppError('unknown-view', `There is no view “${name}”`, 'See: mmd-tui view list')
  if (view.origin !== 'own') {
    const hint =
      places[view.origin ?? ''] ?? 'It is built in: it can be hidden on the screen, with H in the list of views'
    throw new AppError('usage', `The view ${view.title} cannot be removed`, hint)
  }
  const { own, looks } = sources.book
  await keepBook(environment.folders, {
    ...sources.book,
    own: own.filter(({ id }) => id !== view.id),
    looks: Object.fromEntries(Object.entries(looks).filter(([id]) => id !== view.id)),
  })
  if (output.json) output.value({ removed: view.title })
  else output.line(`Removed the view ${view.title}`)
  return undefined
}
