import type { FieldInfo } from '@mmd/jira-api/model'
import { type Connected, connect } from '../connect.ts'
import type { CommandContext } from '../invocation.ts'
import { viewSources } from '../view/given-views.ts'
import { type FoundIssues, fetchIssues } from './fetch-issues.ts'
import { findList } from './find-list.ts'
import { type ListColumn, needsFields, printedOfView } from './issue-columns.ts'
import type { IssueOrigin } from './issue-json.ts'
import type { WantedOptions } from './list-fields.ts'

/** Which issues a list is to have. */
export interface ListQuery {
  readonly jql: string | undefined
  readonly view: string | undefined
  readonly limit: number | 'all'
  /** What will be printed of them; absent: the usual ones, or all. */
  readonly columns?: readonly ListColumn[] | undefined
  /** Where none are named, those of the view will be printed. */
  readonly takesColumnsOfView?: boolean
}

/** The issues of a list, and where they come from. */
export interface Listed extends FoundIssues {
  readonly origin: IssueOrigin
  /** What was asked. */
  readonly jql: string
  /** Those of the view, where these are to be printed and it has any. */
  readonly columns?: readonly ListColumn[] | undefined
}

const fieldsOf = async (
  context: CommandContext,
  connected: Connected,
  columns: readonly ListColumn[] = [],
  how?: WantedOptions,
): Promise<readonly FieldInfo[]> =>
  columns.some(needsFields) ? (await import('./list-fields.ts')).wantedFields(context, connected, columns, how) : []

/** Asks the site. */
export const listSite = async (context: CommandContext, query: ListQuery, signal: AbortSignal): Promise<Listed> => {
  const connected = await connect(context)
  const { client, origin } = connected
  const named = await fieldsOf(context, connected, query.columns)
  const { jql, ...view } = await findList(client, query, { signal }, await viewSources(context.environment))
  const columns = printedOfView(query, view.columns)
  const fields = columns === undefined ? named : await fieldsOf(context, connected, columns, { skipsUnknown: true })
  return { origin, jql, columns, ...(await fetchIssues(client, { jql, limit: query.limit, fields, signal })) }
}
