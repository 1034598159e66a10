import { type IssueKey, toIssueKey } from '@mmd/jira-api/model'
import { qualify, splitKey } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { moveTo } from '../../state/list.ts'
import { currentIssue, listHeight, shownKeys } from '../../state/selectors.ts'
import { type AppState, withActiveList } from '../../state/state.ts'

/**
 * What is typed for an issue: `PAY-12`, or `12` in the project that is on screen, and in others whose issue with this number is on
 * the list. Over several sites it may mean an issue of each: those whose copies have it, else all; `acme:PAY-12` says which.
 */
export const keysMeant = (text: string, state: AppState, session: SiteSession): readonly IssueKey[] => {
  const { replica, members } = session
  const { site, key: typed } = splitKey(text.trim() as IssueKey)
  const number = /^[1-9]\d{0,8}$/.test(typed) ? typed : undefined
  const shown = shownKeys(state, replica)
  const [first] = shown
  const near = currentIssue(state, replica) ?? (first === undefined ? undefined : replica.issue(first))
  const project = number === undefined ? undefined : near?.project.key
  const key = toIssueKey(number === undefined ? typed.toUpperCase() : `${project}-${number}`)
  if (key === undefined || (number !== undefined && project === undefined)) return []
  if (members === undefined) {
    if (site !== null) return []
    const others = number === undefined ? [] : shown.filter((one) => one !== key && one.endsWith(`-${number}`))
    return replica.issue(key) === undefined ? [...others, key] : [key, ...others]
  }
  const here = number === undefined || near === undefined ? site : splitKey(near.key).site
  const meant = members.filter((member) => here === null || member.site.name === here)
  const known = meant.filter((member) => member.replica.issue(key) !== undefined)
  return (known.length === 0 ? meant : known).map((member) => qualify(member.site.name, key))
}

/** Opens the issue: in the list where that has it, else for itself, out of the copy or from the site. */
export const goTo = (app: App, { replica }: SiteSession, key: IssueKey): void =>
  app.store.update((state) => {
    const issue = { ...state.issue, cursor: null }
    const open = { ...state, focus: 'preview', zoomed: true, inbox: null, preview: { key, top: 0 }, issue } as const
    const keys = shownKeys(state, replica)
    const at = keys.indexOf(key)
    if (at === -1) return { ...open, visited: key }
    return withActiveList({ ...open, visited: null }, (list) => moveTo(list, keys, at, listHeight(state)))
  })
