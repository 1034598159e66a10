import type { Site } from '@mmd/auth'
import { issueUrl } from '@mmd/jira-api/model'
import type { IssueOrigin } from './issue-json.ts'

/** Where the issues of a site come from. */
export const originOf = ({ name, baseUrl }: Pick<Site, 'name' | 'baseUrl'>): IssueOrigin => ({
  site: name,
  url: (key) => issueUrl(baseUrl, key),
})
