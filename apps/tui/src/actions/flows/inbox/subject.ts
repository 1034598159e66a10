import type { Issue, IssueKey } from '@mmd/jira-api'
import type { DecideOperation, Verdict } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { ownerOf } from '../../../app/members.ts'
import { speakingOf } from '../../../app/speaking-of.ts'
import { withInbox } from '../../../inbox/inbox-state.ts'
import { anchorInbox, inboxIssue, inboxKeys } from '../../../inbox/select-inbox.ts'
import type { AppState } from '../../../state/state.ts'

/** What is decided about: the issue under the cursor of the inbox, as its own site knows it. */
export interface Subject {
  /** Says which site it speaks of, where several are on screen. */
  readonly app: App
  readonly session: SiteSession
  readonly issue: Issue
  /** Its key in the queue. */
  readonly shown: IssueKey
}

/** Undefined: there is nothing left, or it is being decided about. */
export const subjectOf = (app: App): Subject | undefined => {
  const whole = app.session()
  const state = app.store.get()
  const issue = whole === null ? undefined : inboxIssue(state, whole.replica)
  if (whole === null || issue === undefined || !inboxKeys(state, whole.replica).includes(issue.key)) return undefined
  const { session, key } = ownerOf(whole, issue.key)
  const own = session === whole ? app : speakingOf(app, session)
  return { app: own, session, issue: { ...issue, key }, shown: issue.key }
}

/** The mark of a decision, which goes into the same change as what it does. */
export const decided = ({ app, issue }: Subject, verdict: Verdict, reason = ''): DecideOperation => ({
  kind: 'decide',
  key: issue.key,
  decision: { verdict, at: app.shell.now(), view: app.store.get().activeView, reason },
})

/**
 * Takes the issue out of the queue while something is asked about it, so that the next key meets the next issue. When nothing
 * came of it, it is back under the cursor.
 */
export const whileAway = async ({ app, session, shown }: Subject, work: () => Promise<void>): Promise<void> => {
  const rows = app.session()?.replica
  if (rows === undefined) return
  const away = (state: AppState): AppState =>
    withInbox(state, (inbox) => ({ ...inbox, leaving: [...inbox.leaving, shown] }))
  app.store.update((state) => anchorInbox(away(state), rows))
  try {
    await work()
  } catch (error) {
    app.fail(error, session.site)
  }
  await dialogsOver(app)
  // With its site the inbox has gone that it was taken out of.
  if (app.session()?.replica !== rows) return
  const isOut = (): boolean => rows.decisions().some(({ key, changed }) => key === shown && !changed)
  app.store.update((state) =>
    withInbox(state, (inbox) => ({
      ...inbox,
      leaving: inbox.leaving.filter((key) => key !== shown),
      wanted: isOut() ? inbox.wanted : shown,
    })),
  )
}

/** Resolves as soon as no dialog is open; one may be about to follow another. */
const dialogsOver = (app: App): Promise<void> =>
  new Promise((resolve) => {
    const isOver = (): boolean => app.store.get().modals.length === 0
    if (isOver()) return resolve()
    const unsubscribe = app.store.subscribe(() => {
      if (!isOver()) return
      queueMicrotask(() => {
        if (!isOver()) return
        unsubscribe()
        resolve()
      })
    })
  })
