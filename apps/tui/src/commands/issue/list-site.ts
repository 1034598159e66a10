import { connect } from '../connect.ts'
import type { CommandContext } from '../invocation.ts'
import { viewsGiven } from '../view/given-views.ts'
import { type FoundIssues, fetchIssues } from './fetch-issues.ts'
import { findJql } from './find-jql.ts'
import type { IssueOrigin } from './issue-json.ts'

/** Which issues a list is to have. */
export interface ListQuery {
  readonly jql: string | undefined
  readonly view: string | undefined
  readonly limit: number | 'all'
}

/** The issues of a list, and where they come from. */
export interface Listed extends FoundIssues {
  readonly origin: IssueOrigin
  /** What was asked. */
  readonly jql: string
}

/** Asks the site. */
export const listSite = async (context: CommandContext, query: ListQuery, signal: AbortSignal): Promise<Listed> => {
  const { client, origin } = await connect(context)
  const jql = await findJql(client, query, { signal }, await viewsGiven(context.environment))
  return { origin, jql, ...(await fetchIssues(client, { jql, limit: query.limit, signal })) }
}
