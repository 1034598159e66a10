import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { Replica, ViewSpec } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import { builtInViews, findView } from '../../session/views.ts'
import type { CommandContext } from '../invocation.ts'
import { withReplica } from '../with-replica.ts'
import type { Listed, ListQuery } from './list-site.ts'
import { originOf } from './origin.ts'

/** The issues of a list as the copy has it, with what is not sent yet. */
export const listCopy = (context: CommandContext, query: ListQuery): Promise<Listed> =>
  withReplica(
    context,
    async ({ site, replica }) => {
      const spec = chooseView(replica, query)
      const rows = replica.view(spec.id)
      if (rows === undefined || rows.refreshedAt === null) throw notCopied(spec.title)
      const limit = query.limit === 'all' ? rows.keys.length : query.limit
      const issues = rows.keys.slice(0, limit).flatMap((key: IssueKey): readonly Issue[] => {
        const issue = replica.issue(key)
        return issue === undefined ? [] : [issue]
      })
      const total = Math.max(rows.total ?? 0, rows.keys.length)
      return { origin: originOf(site), jql: spec.jql, issues, total, warnings: [] }
    },
    { readOnly: true },
  )

const chooseView = (replica: Replica, { jql, view }: ListQuery): ViewSpec => {
  if (jql !== undefined && view !== undefined) {
    throw new AppError('usage', '--jql and --view exclude each other', 'Leave one of them away')
  }
  const known = replica.views()
  if (jql !== undefined) {
    const same = [...builtInViews, ...known].find((one) => one.jql.trim() === jql.trim())
    if (same !== undefined) return same
    throw new AppError(
      'not-in-copy',
      'The local copy has no list of this query',
      'Only the site can answer it: leave --offline away',
    )
  }
  const wanted = view ?? builtInViews[0]?.title ?? ''
  const folded = wanted.trim().toLowerCase()
  const found =
    findView(wanted) ?? known.find(({ id, title }) => id === wanted.trim() || title.toLowerCase() === folded)
  if (found !== undefined) return found
  const titles = [...new Set([...builtInViews, ...known].map(({ title }) => title))]
  throw new AppError(
    'unknown-view',
    `There is no view “${wanted}” in the local copy`,
    `There are: ${titles.join(', ')}`,
  )
}

const notCopied = (title: string): AppError =>
  new AppError('not-in-copy', `The view “${title}” is not in the local copy`, `Copy it: mmd-tui sync --view "${title}"`)
