import { type IssueKey, toIssueKey } from '@mmd/jira-api/model'
import type { App, SiteSession } from '../../app/app.ts'
import { moveTo } from '../../state/list.ts'
import { currentIssue, listHeight, shownKeys } from '../../state/selectors.ts'
import { type AppState, withActiveList } from '../../state/state.ts'

/** What is typed for an issue: `PAY-12`, or `12` in the project that is on screen. */
export const keyMeant = (text: string, state: AppState, { replica }: SiteSession): IssueKey | undefined => {
  const typed = text.trim().toUpperCase()
  if (!/^[1-9]\d{0,8}$/.test(typed)) return toIssueKey(typed)
  const [first] = shownKeys(state, replica)
  const issue = currentIssue(state, replica) ?? (first === undefined ? undefined : replica.issue(first))
  return issue === undefined ? undefined : toIssueKey(`${issue.project.key}-${typed}`)
}

/** Opens the issue: in the list where that has it, else for itself, out of the copy or from the site. */
export const goTo = (app: App, { replica }: SiteSession, key: IssueKey): void =>
  app.store.update((state) => {
    const open = { ...state, focus: 'preview', zoomed: true, preview: { key, top: 0 } } as const
    const keys = shownKeys(state, replica)
    const at = keys.indexOf(key)
    if (at === -1) return { ...open, visited: key }
    return withActiveList({ ...open, visited: null }, (list) => moveTo(list, keys, at, listHeight(state)))
  })
