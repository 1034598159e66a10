import { connect } from '../connect.ts'
import type { CommandContext } from '../invocation.ts'
import { viewsGiven } from '../view/given-views.ts'
import { type FoundIssues, fetchIssues } from './fetch-issues.ts'
import { findJql } from './find-jql.ts'
import { type ListColumn, needsFields } from './issue-columns.ts'
import type { IssueOrigin } from './issue-json.ts'

/** Which issues a list is to have. */
export interface ListQuery {
  readonly jql: string | undefined
  readonly view: string | undefined
  readonly limit: number | 'all'
  /** What will be printed of them; absent: the usual ones. */
  readonly columns?: readonly ListColumn[] | undefined
}

/** The issues of a list, and where they come from. */
export interface Listed extends FoundIssues {
  readonly origin: IssueOrigin
  /** What was asked. */
  readonly jql: string
}

/** Asks the site. */
export const listSite = async (context: CommandContext, query: ListQuery, signal: AbortSignal): Promise<Listed> => {
  const connected = await connect(context)
  const { client, origin } = connected
  const { columns = [] } = query
  const fields = columns.some(needsFields)
    ? await (await import('./list-fields.ts')).wantedFields(context, connected, columns)
    : []
  const jql = await findJql(client, query, { signal }, await viewsGiven(context.environment))
  return { origin, jql, ...(await fetchIssues(client, { jql, limit: query.limit, fields, signal })) }
}
