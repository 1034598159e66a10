import type { IssueDetail, SiteClient } from '@mmd/jira-api/model'
import type { CommandContext } from '../invocation.ts'

const pageSize = 100

/** The issue with what its comments do not say by themselves: which are notes of a service desk. Else as it is, without a request. */
export const withReaders = async (
  { signal }: Pick<CommandContext, 'signal'>,
  client: SiteClient,
  detail: IssueDetail,
): Promise<IssueDetail> => {
  const { key, project, comments } = detail
  if (project.serviceDesk !== true || comments.every(({ internal }) => internal !== null)) return detail
  const known = new Map<string, boolean | null>()
  for (let startAt = 0; ; ) {
    const page = await client.comments({ key, startAt, maxResults: pageSize }, { signal })
    for (const { id, internal } of page.comments) known.set(id, internal)
    startAt += page.comments.length
    if (page.comments.length === 0 || startAt >= page.total) break
  }
  return {
    ...detail,
    comments: comments.map((one) => ({ ...one, internal: one.internal ?? known.get(one.id) ?? null })),
  }
}
