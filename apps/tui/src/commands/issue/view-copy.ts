import { type Issue, type IssueDetail, type IssueKey, type RemoteLink } from '@mmd/jira-api/model'
import type { Replica } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext } from '../invocation.ts'
import { withReplica } from '../with-replica.ts'
import { originOf } from './origin.ts'
import { toOutside } from './outside.ts'
import type { Viewed } from './view-site.ts'

/** The issue as the copy has it, with what is not sent yet. */
export const viewCopy = (context: CommandContext, key: IssueKey): Promise<Viewed> =>
  withReplica(
    context,
    async ({ site, replica }) => {
      const issue = replica.issue(key)
      if (issue === undefined) throw notCopied(key)
      const { detail = null, fetchedAt = null } = replica.detail(key) ?? {}
      if (detail === null)
        context.output.note(`Of ${key} the copy has only what lists show; mmd-tui sync copies the rest`)
      const links = replica.part(key, 'remote-links') as readonly RemoteLink[] | undefined
      return {
        origin: originOf(site),
        detail: detail ?? bareDetail(issue),
        outside: toOutside(links ?? [], []),
        missing: [
          ...missingParts(issue, detail),
          ...sprintIfMissing(replica, detail ?? issue, fetchedAt),
          ...missingLinks(links),
        ],
      }
    },
    { readOnly: true },
  )

type Missing = Viewed['missing']

/** A list's row has no parts, and no whole issue of the copy has all custom fields. */
const missingParts = (issue: Issue, detail: IssueDetail | null): Missing => {
  const parts: Missing =
    detail === null ? ['comments', 'commentTotal', 'links', 'subtasks', 'attachments', 'worklogs', 'worklogTotal'] : []
  const description: Missing = detail === null && issue.description === undefined ? ['description'] : []
  return [...description, ...parts, 'fields']
}

/** Without a sprint it may be in none, or it was read before it was known which field holds them. */
const sprintIfMissing = (
  replica: Replica,
  { fields = [] }: Pick<Issue, 'fields'>,
  fetchedAt: number | null,
): Missing => {
  const since = replica.catalogue('sprints-since')
  const isKnown = typeof since === 'number' && fetchedAt !== null && fetchedAt >= since
  return isKnown || fields.some(({ value }) => value.kind === 'sprints') ? [] : ['sprint']
}

/** Which of the links lead to pages only the site's wiki tells. */
const missingLinks = (links: readonly RemoteLink[] | undefined): Missing => {
  if (links === undefined) return ['remoteLinks', 'pages']
  return links.length === 0 ? [] : ['pages']
}

const notCopied = (key: IssueKey): AppError =>
  new AppError('not-in-copy', `${key} is not in the local copy`, 'Copy the views that it is in: mmd-tui sync')

/** A row, with nothing where nothing is known. */
const bareDetail = (issue: Issue): IssueDetail => ({
  ...issue,
  description: issue.description ?? null,
  comments: [],
  commentTotal: 0,
  links: [],
  attachments: [],
  subtasks: [],
  environment: null,
  affectedVersions: [],
  creator: null,
  resolved: null,
  security: null,
  estimates: null,
  votes: { count: 0, mine: false },
  watchers: { count: 0, mine: false },
  worklogs: [],
  worklogTotal: 0,
  fields: issue.fields ?? [],
})
