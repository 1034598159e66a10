import { isStoreError } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { findView } from '../../session/views.ts'
import { allViews } from '../copy/find-views.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { openBench } from '../issue/open-bench.ts'
import { type Column, toTable } from '../output/table.ts'
import { withReplica } from '../with-replica.ts'
import { viewProblems, viewsGiven } from './given-views.ts'
import { type ViewJson, viewJson } from './view-json.ts'

/** `view list`: one request for the favourite filters, none offline. */
export const runViewList = async (context: CommandContext): CommandResult => {
  const { output } = context
  const views = await readViews(context)
  if (output.json) output.value(views)
  else for (const line of toTable(columns, views, output)) output.line(line)
  return undefined
}

const readViews = async (context: CommandContext): Promise<readonly ViewJson[]> => {
  const isOffline = context.globals.offline === true
  for (const problem of await viewProblems(context.environment)) context.output.note(problem)
  const given = await viewsGiven(context.environment)
  try {
    return await withReplica(
      context,
      async (copy) => {
        const specs = await allViews(openBench(context, copy), given)
        return specs.map((spec) => viewJson(spec, copy.replica.view(spec.id)))
      },
      { readOnly: isOffline },
    )
  } catch (error) {
    if (!isOffline || !isStoreError(error, 'not-found')) throw error
    return given.map((view) => viewJson(view, undefined))
  }
}

/** `view show`: as `view list`, of one. */
export const runViewShow = async (context: CommandContext, name: string): CommandResult => {
  const { output } = context
  const views = await readViews(context)
  const wanted = findView(name, [], await viewsGiven(context.environment))
  const folded = name.trim().toLowerCase()
  const view = views.find(({ id, title }) => (wanted === undefined ? title.toLowerCase() === folded : id === wanted.id))
  if (view === undefined) {
    const titles = views.map(({ title }) => title)
    throw new AppError('unknown-view', `There is no view “${name}”`, `There are: ${titles.join(', ')}`)
  }
  if (output.json) output.value(view)
  else for (const line of toTable(parts, partsOf(view), output)) output.line(line)
  return undefined
}

interface Part {
  readonly name: string
  readonly value: string
}

const partsOf = (view: ViewJson): readonly Part[] =>
  [
    { name: 'Title', value: view.title },
    { name: 'Id', value: view.id },
    { name: 'JQL', value: view.jql },
    { name: 'From', value: view.file ?? view.origin },
    { name: 'Sites', value: view.sites.join(', ') },
    { name: 'Columns', value: view.columns.join(', ') },
    { name: 'Grouped by', value: view.group ?? '' },
    { name: 'Sorted by', value: view.sort ?? '' },
    { name: 'Issues', value: view.total === null ? '' : String(view.total) },
    { name: 'Copied', value: String(view.copied) },
  ].filter(({ value }) => value !== '')

const parts: readonly Column<Part>[] = [
  { title: 'View', value: ({ name }) => name },
  { title: '', value: ({ value }) => value, flexible: true },
]

const columns: readonly Column<ViewJson>[] = [
  { title: 'View', value: ({ title }) => title, style: () => 'bold' },
  { title: 'From', value: ({ origin }) => origin },
  { title: 'Issues', value: ({ total }) => (total === null ? '' : String(total)) },
  { title: 'Copied', value: ({ copied }) => String(copied) },
  { title: 'JQL', value: ({ jql }) => jql, flexible: true },
]
