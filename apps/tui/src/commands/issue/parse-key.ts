import { type IssueKey, toIssueKey } from '@mmd/jira-api/model'
import { AppError } from '../../config/app-error.ts'

/** An issue key as typed, in any case; throws a usage error before any site is asked. */
export const parseKey = (text: string): IssueKey => {
  const typed = text.trim().toUpperCase()
  const key = isUnsent(typed) ? typed : toIssueKey(typed)
  if (key !== undefined) return key
  throw new AppError('usage', `“${text}” is not an issue key`, 'A key looks like PAY-1412')
}

/** The key of an issue that is made here and not sent yet: such as `PAY-NEW3`. */
const isUnsent = (text: string): text is IssueKey => /^[A-Z][A-Z0-9_]{1,200}-(?:NEW|AGAIN)\d{1,15}$/.test(text)
