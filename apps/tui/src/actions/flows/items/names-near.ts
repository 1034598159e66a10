import type { IssueKey } from '@mmd/jira-api'
import type { App, SiteSession } from '../../../app/app.ts'
import { knownNames } from '../../../screens/issue/names.ts'

/** What somebody is called, by their id; undefined: not known. */
export type NameLookup = (user: string) => string | undefined

/**
 * Names of those on an issue and on the lists of the copy: Data Center writes a mention as a login and nothing else. `key`: null for an
 * issue that is not made yet.
 */
export const namesNear = (app: App, { replica, site }: SiteSession, key: IssueKey | null): NameLookup => {
  const detail = key === null ? undefined : replica.detail(key)?.detail
  const people = [
    site.user,
    detail?.assignee,
    detail?.reporter,
    ...(detail?.comments ?? []).map(({ author }) => author),
  ]
  const near = new Map(people.flatMap((one) => (one ? [[one.id, one.name] as const] : [])))
  const others = knownNames(replica, app.shell.now())
  return (user) => near.get(user) ?? others.get(user)
}
