import { isStoreError, type ViewRows, type ViewSpec } from '@mmd/replica'
import { builtInViews } from '../../session/views.ts'
import { allViews } from '../copy/find-views.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { openBench } from '../issue/open-bench.ts'
import { type Column, toTable } from '../output/table.ts'
import { withReplica } from '../with-replica.ts'

/** A view in JSON; the keys are part of the contract. */
interface ViewJson {
  readonly id: string
  readonly title: string
  readonly jql: string
  /** What the site counted last; null: never. */
  readonly total: number | null
  /** Issues of it that are in the local copy. */
  readonly copied: number
  /** ISO 8601; null: it was never read. */
  readonly refreshed: string | null
}

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
  try {
    return await withReplica(
      context,
      async (copy) => {
        const specs = await allViews(openBench(context, copy))
        return specs.map((spec) => toJson(spec, copy.replica.view(spec.id)))
      },
      { readOnly: isOffline },
    )
  } catch (error) {
    if (!isOffline || !isStoreError(error, 'not-found')) throw error
    return builtInViews.map((spec) => toJson(spec, undefined))
  }
}

const toJson = ({ id, title, jql }: ViewSpec, rows: ViewRows | undefined): ViewJson => ({
  id,
  title,
  jql,
  total: rows?.total ?? null,
  copied: rows?.keys.length ?? 0,
  refreshed: rows?.refreshedAt === null || rows === undefined ? null : new Date(rows.refreshedAt).toISOString(),
})

const columns: readonly Column<ViewJson>[] = [
  { title: 'View', value: ({ title }) => title, style: () => 'bold' },
  { title: 'Issues', value: ({ total }) => (total === null ? '' : String(total)) },
  { title: 'Copied', value: ({ copied }) => String(copied) },
  { title: 'JQL', value: ({ jql }) => jql, flexible: true },
]
