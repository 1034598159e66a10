import {
  type CallOptions,
  type Issue,
  type IssueKey,
  readList,
  type SearchQuery,
  type SiteClient,
} from '@mmd/jira-api/model'

/** What was found of a search. */
export interface FoundIssues {
  readonly issues: readonly Issue[]
  /** What the site counted last. */
  readonly total: number
  readonly warnings: readonly string[]
}

export interface FetchIssuesOptions extends CallOptions {
  readonly jql: string
  readonly limit: number | 'all'
  /** Issues asked for per page; the site may give fewer. */
  readonly pageSize?: number
  /** Fields besides those of a row; they come as each issue's `fields`. */
  readonly fields?: SearchQuery['fields']
}

const defaultPageSize = 500

/**
 * The first `limit` issues of a search, or all: each issue that matched throughout exactly once, in the site's order, also
 * when issues change while pages are read. Warns when they changed too fast for that.
 */
export const fetchIssues = async (
  client: Pick<SiteClient, 'search'>,
  { jql, limit, pageSize = defaultPageSize, fields, signal }: FetchIssuesOptions,
): Promise<FoundIssues> => {
  const wanted = limit === 'all' ? Number.POSITIVE_INFINITY : limit
  const found = new Map<IssueKey, Issue>()
  const warnings = new Set<string>()
  const { keys, total, isSteady } = await readList({
    wanted,
    pageSize: (startAt) => Math.max(1, Math.min(pageSize, wanted - startAt)),
    page: (startAt, maxResults) =>
      client.search(
        { jql, startAt, maxResults, ...(fields === undefined ? {} : { fields }) },
        signal === undefined ? {} : { signal },
      ),
    onPage: (page) => {
      for (const issue of page.issues) found.set(issue.key, issue)
      for (const warning of page.warnings) warnings.add(warning)
    },
  })
  if (!isSteady) warnings.add('The list changed faster than it could be read: some issues may be missing')
  const issues = keys.flatMap((key) => found.get(key) ?? [])
  return { issues: issues.slice(0, wanted), total, warnings: [...warnings] }
}
