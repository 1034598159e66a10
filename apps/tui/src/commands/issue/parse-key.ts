import { type IssueKey, toIssueKey } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'

/** An issue key as typed, in any case; throws a usage error before any site is asked. */
export const parseKey = (text: string): IssueKey => {
  const key = toIssueKey(text.trim().toUpperCase())
  if (key !== undefined) return key
  throw new AppError('usage', `“${text}” is not an issue key`, 'A key looks like PAY-1412')
}
