import type { Issue, IssueDetail, IssueKey, RemoteLink } from '@mmd/jira-api/model'
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
      const detail = replica.detail(key)?.detail ?? null
      if (detail === null)
        context.output.note(`Of ${key} the copy has only what lists show; mmd-tui sync copies the rest`)
      const links = (replica.part(key, 'remote-links') ?? []) as readonly RemoteLink[]
      return { origin: originOf(site), detail: detail ?? bareDetail(issue), outside: toOutside(links, []) }
    },
    { readOnly: true },
  )

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
