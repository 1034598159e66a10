import type { IssueKey, SiteClient } from '@mmd/jira-api'
import type { ShownIssue } from '../judge/rows.ts'

/** What the site itself says of issues, in the form in which a copy shows them. */
export const readSite = async (
  client: SiteClient,
  keys: readonly IssueKey[],
): Promise<Readonly<Record<string, ShownIssue>>> => {
  const found: Record<string, ShownIssue> = {}
  for (const key of keys) {
    found[key] = {
      detail: await client.issue(key),
      comments: (await client.comments({ key, maxResults: 1_000 })).comments,
      worklogs: await client.worklogs(key),
      remoteLinks: await client.remoteLinks(key),
    }
  }
  return found
}
