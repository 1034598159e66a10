import type { IssueDetail, IssueKey, SiteClient } from '@mmd/jira-api'
import type { ShownIssue } from '../judge/rows.ts'

const readDetail = (client: SiteClient, key: IssueKey, shown: ShownIssue | undefined): Promise<IssueDetail> => {
  const ids = shown?.detail?.fields.map(({ id }) => id) ?? []
  const customFields = ids.filter((id) => id.startsWith('customfield_'))
  return customFields.length === 0 ? client.issue(key) : client.issueWithFields({ key, customFields })
}

/** What the site itself says of issues, in the form in which a copy shows them: with the custom fields that it shows. */
export const readSite = async (
  client: SiteClient,
  keys: readonly IssueKey[],
  shown: Readonly<Record<string, ShownIssue>>,
): Promise<Readonly<Record<string, ShownIssue>>> => {
  const found: Record<string, ShownIssue> = {}
  for (const key of keys) {
    found[key] = {
      detail: await readDetail(client, key, shown[key]),
      comments: (await client.comments({ key, maxResults: 1_000 })).comments,
      worklogs: await client.worklogs(key),
      remoteLinks: await client.remoteLinks(key),
    }
  }
  return found
}
