import type { IssueDetail, SiteClient } from '@mmd/jira-api/model'

/** The issue as the site has it now, with its custom fields: one request. */
export const readCurrent = (client: SiteClient, key: string, signal: AbortSignal): Promise<IssueDetail> =>
  client.issueWithFields({ key, customFields: 'all' }, { signal })
