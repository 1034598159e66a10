import type { IssueKey } from '@mmd/jira-api'
import { type Operation, type OperationRecord, splitKey } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { isOnScreen } from '../../app/members.ts'
import { showsOneIssue } from '../../state/selectors.ts'
import { type AppState, withActiveList } from '../../state/state.ts'
import { recordPerformed } from './macros/recording.ts'

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** What a change of these is called: `PAY-12 assigned to Mira`, or `3 issues assigned to Mira`. */
export const titleOf = (operations: readonly Operation[], done: string): string => {
  const keys = [...new Set(operations.map(({ key }) => key))]
  return keys.length === 1 ? `${keys[0]} ${done}` : `${plural(keys.length, 'issue')} ${done}`
}

/** Performs operations as one change. Who is shown the outcome is the caller's matter. */
export const writeChange = (
  app: App,
  session: SiteSession,
  operations: readonly Operation[],
  title: string,
): readonly OperationRecord[] => {
  const records = session.replica.performAll(operations, title)
  recordPerformed(app, session, operations)
  if (isOnScreen(app, session) && !showsOneIssue(app.store.get()))
    app.store.update((state) => withoutMarks(state, marksOf(app, session)))
  return records
}

/** Which marks were meant: those on rows of this site, where rows of others are on screen too. */
const marksOf =
  (app: App, { replica, site }: SiteSession) =>
  (key: IssueKey): boolean =>
    app.session()?.replica === replica || splitKey(key).site === site.name

/** Marks have served when something was done with them: left standing, the next key would surprise. */
const withoutMarks = (state: AppState, isMeant: (key: IssueKey) => boolean): AppState =>
  withActiveList(state, (list) =>
    list.marked.size === 0 && list.rangeFrom === null
      ? list
      : { ...list, marked: new Set([...list.marked].filter((key) => !isMeant(key))), rangeFrom: null },
  )
