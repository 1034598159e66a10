import type { CallOptions, Issue, IssueKey, SiteClient } from '@mmd/jira-api'

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
}

const defaultPageSize = 500
/** A list that changes faster than it can be read is given back as far as it was seen. */
const maxPasses = 4

/**
 * The first `limit` issues of a search, or all. Pages by offset shift when issues change meanwhile; so each page
 * overlaps the one before by one issue, and when that, the total or the count does not fit, another pass is made: each
 * issue that matched throughout is given exactly once.
 */
export const fetchIssues = async (
  client: Pick<SiteClient, 'search'>,
  options: FetchIssuesOptions,
): Promise<FoundIssues> => {
  const found = new Map<IssueKey, Issue>()
  const warnings = new Set<string>()
  let total = 0
  for (let pass = 1; pass <= maxPasses; pass += 1) {
    const result = await readPass(client, options, found, warnings)
    total = result.total
    if (result.steady) break
  }
  const issues = [...found.values()]
  return {
    issues: options.limit === 'all' ? issues : issues.slice(0, options.limit),
    total,
    warnings: [...warnings],
  }
}

interface Pass {
  readonly total: number
  /** Nothing moved while the pages were read. */
  readonly steady: boolean
}

const readPass = async (
  client: Pick<SiteClient, 'search'>,
  { jql, limit, pageSize = defaultPageSize, signal }: FetchIssuesOptions,
  found: Map<IssueKey, Issue>,
  warnings: Set<string>,
): Promise<Pass> => {
  const wanted = limit === 'all' ? Number.POSITIVE_INFINITY : limit
  const seen = new Set<IssueKey>()
  let last: IssueKey | undefined
  let total: number | undefined
  let steady = true
  let position = 0
  while (true) {
    const startAt = last === undefined ? position : position - 1
    const maxResults = Math.max(1, Math.min(pageSize, wanted - startAt))
    const page = await client.search({ jql, startAt, maxResults }, signal === undefined ? {} : { signal })
    for (const warning of page.warnings) warnings.add(warning)
    if (total !== undefined && page.total !== total) steady = false
    total = page.total
    if (last !== undefined && page.issues[0]?.key !== last) steady = false
    const fresh = last === undefined ? page.issues : page.issues.filter(({ key }) => key !== last)
    for (const issue of fresh) {
      if (seen.has(issue.key)) steady = false
      seen.add(issue.key)
      found.set(issue.key, issue)
    }
    position = startAt + page.issues.length
    last = page.issues.at(-1)?.key
    // A page that brings nothing beyond its overlap means that the list has become shorter.
    if (position >= Math.min(wanted, total) || fresh.length === 0) break
  }
  if (seen.size < Math.min(wanted, total)) steady = false
  return { total, steady }
}
