import { type IssueKey, toIssueKey } from '@mmd/jira-api/model'
import { isLocalKey } from '../operations/local-key.ts'

/** An issue's key with its site in front, `acme:PAY-12`: what a list over several sites shows and tells apart by. */
export const qualify = (site: string, key: IssueKey): IssueKey => `${site}:${key}` as IssueKey

/** Site and key of a qualified key; `site` null for a plain one. No name of a site and no key holds a colon. */
export const splitKey = (qualified: IssueKey): { readonly site: string | null; readonly key: IssueKey } => {
  const colon = qualified.indexOf(':')
  return colon === -1
    ? { site: null, key: qualified }
    : { site: qualified.slice(0, colon), key: qualified.slice(colon + 1) as IssueKey }
}

/** The key of a row as it was written down: the site's, one of this program's own, either with its site in front; else undefined. */
export const toRowKey = (text: string): IssueKey | undefined => {
  const key = text.slice(text.indexOf(':') + 1)
  return isLocalKey(key) || toIssueKey(key) === key ? (text as IssueKey) : undefined
}
