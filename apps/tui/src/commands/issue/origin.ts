import type { Site } from '@mmd/auth'
import { issueUrl } from '@mmd/jira-api/model'
import type { IssueOrigin } from './issue-json.ts'

/** Needs nothing escaped in an address. */
const usualKey = /^[A-Z][A-Z0-9_]*-\d+$/

/** Where the issues of a site come from. The base URL is read once, not for each of its issues. */
export const originOf = ({ name, baseUrl }: Pick<Site, 'name' | 'baseUrl'>): IssueOrigin => {
  let start: string | undefined
  return {
    site: name,
    url: (key) => {
      if (!usualKey.test(key)) return issueUrl(baseUrl, key)
      start ??= issueUrl(baseUrl, key).slice(0, -key.length)
      return `${start}${key}`
    },
  }
}
