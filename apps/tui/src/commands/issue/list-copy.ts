import type { Issue, IssueKey } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext } from '../invocation.ts'
import { viewsGiven } from '../view/given-views.ts'
import { withReplica } from '../with-replica.ts'
import { copiedView } from './copied-view.ts'
import { needsFields, printedOfView } from './issue-columns.ts'
import type { Listed, ListQuery } from './list-site.ts'
import { originOf } from './origin.ts'

/** The issues of a list as the copy has it, with what is not sent yet. */
export const listCopy = (context: CommandContext, query: ListQuery): Promise<Listed> =>
  withReplica(
    context,
    async ({ site, replica }) => {
      const spec = copiedView(replica, query, await viewsGiven(context.environment))
      // Rows of the copy need not have such a field, and what is missing must not look empty.
      const columns = printedOfView(query, spec.columns)?.filter((column) => !needsFields(column))
      const rows = replica.view(spec.id)
      if (rows === undefined || rows.refreshedAt === null) throw notCopied(spec.title)
      const limit = query.limit === 'all' ? rows.keys.length : query.limit
      const issues = rows.keys.slice(0, limit).flatMap((key: IssueKey): readonly Issue[] => {
        const issue = replica.issue(key)
        return issue === undefined ? [] : [issue]
      })
      const total = Math.max(rows.total ?? 0, rows.keys.length)
      return { origin: originOf(site), jql: spec.jql, columns, issues, total, warnings: [] }
    },
    { readOnly: true },
  )

const notCopied = (title: string): AppError =>
  new AppError('not-in-copy', `The view “${title}” is not in the local copy`, `Copy it: mmd-tui sync --view "${title}"`)
