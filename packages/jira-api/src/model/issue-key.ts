import type { IssueKey } from './model.ts'

const ISSUE_KEY = /^[A-Z][A-Z0-9_]+-\d+$/i

/** The key in upper case, or undefined when the text is not one. White space around it is ignored. */
export const toIssueKey = (text: string): IssueKey | undefined => {
  const key = text.trim()
  return key.length <= 255 && ISSUE_KEY.test(key) ? (key.toUpperCase() as IssueKey) : undefined
}
