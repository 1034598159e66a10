import type { Issue, IssueKey } from '@mmd/jira-api/model'
import { listOrderOf, mergeLists, qualify } from '@mmd/replica'
import { type PresentedError, presentError } from '../../present-error.ts'
import type { CommandContext } from '../invocation.ts'
import { atSite } from '../several-sites.ts'
import type { FoundIssues } from './fetch-issues.ts'
import type { IssueOrigin } from './issue-json.ts'
import type { Listed, ListQuery } from './list-site.ts'

/** The issues of several sites as one list. */
export interface ListedTogether extends FoundIssues {
  readonly originOf: (issue: Issue) => IssueOrigin
  /** Those of the view, where it has any. */
  readonly columns: Listed['columns']
  /** Sites that gave no list, and why. */
  readonly errors: readonly PresentedError[]
}

/**
 * The same list of several sites, merged in the order that its query asks for; where rows do not tell that order the sites take
 * turns. A site that fails stops the others only when none of them gives anything.
 */
export const listSites = async (
  context: CommandContext,
  names: readonly string[],
  query: Pick<ListQuery, 'limit'>,
  list: (context: CommandContext) => Promise<Listed>,
): Promise<ListedTogether> => {
  const answers = await Promise.allSettled(names.map((site) => list(atSite(context, site))))
  const [first] = answers
  if (first?.status === 'rejected' && answers.every(({ status }) => status === 'rejected')) throw first.reason
  const lists = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const rows = new Map<IssueKey, { readonly issue: Issue; readonly origin: IssueOrigin }>()
  const merged = mergeLists(
    lists.map(({ issues, origin }) => {
      const own = new Map(issues.map((issue) => [issue.key, issue]))
      for (const issue of issues) rows.set(qualify(origin.site, issue.key), { issue, origin })
      return {
        keys: [...own.keys()],
        dateOf: (key, field) => own.get(key)?.[field],
        qualify: (key) => qualify(origin.site, key),
      }
    }),
    listOrderOf(lists[0]?.jql ?? ''),
  )
  const shown = merged
    .slice(0, query.limit === 'all' ? merged.length : query.limit)
    .flatMap((key) => rows.get(key) ?? [])
  const origins = new Map(shown.map(({ issue, origin }) => [issue, origin]))
  return {
    issues: shown.map(({ issue }) => issue),
    columns: lists[0]?.columns,
    total: lists.reduce((sum, { total }) => sum + total, 0),
    warnings: lists.flatMap(({ warnings, origin }) => warnings.map((warning) => `${origin.site}: ${warning}`)),
    originOf: (issue) => origins.get(issue) ?? { site: '', url: () => '' },
    errors: answers.flatMap((answer, at) =>
      answer.status === 'rejected' ? [presentError(answer.reason, { site: names[at] })] : [],
    ),
  }
}
