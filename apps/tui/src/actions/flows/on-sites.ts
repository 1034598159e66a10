import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { bySite, isOnScreen } from '../../app/members.ts'
import { speakingOf } from '../../app/speaking-of.ts'
import { markedIssueKeys } from '../../state/selectors.ts'
import { withActiveList } from '../../state/state.ts'

/** Something that is done to issues of the site of this session. */
export type OnIssues = (app: App, session: SiteSession, issues: readonly Issue[]) => void

/**
 * On issues of one site as that site knows them; on those of several as one change, with the keys that tell their sites. For
 * what asks nothing whose answers are a site's own.
 */
export const onAllAtOnce = (app: App, session: SiteSession, issues: readonly Issue[], run: OnIssues): void => {
  const [first, ...others] = session.members === undefined ? [] : bySite(session, issues)
  if (first === undefined || others.length > 0) run(app, session, issues)
  else run(speakingOf(app, first.session), first.session, first.issues)
}

/** On the issues of one site after the other: the next one has its turn when no dialog of the one before is open. */
export const onSiteAfterSite = (app: App, session: SiteSession, issues: readonly Issue[], run: OnIssues): void => {
  if (session.members === undefined) return run(app, session, issues)
  const turns = bySite(session, issues)
  // The first turn ends the range, and rows of other sites are in it too.
  if (turns.length > 1) rangeToMarks(app, session)
  const next = (at: number): void => {
    const turn = turns[at]
    if (turn === undefined || !isOnScreen(app, turn.session)) return
    run(speakingOf(app, turn.session), turn.session, turn.issues)
    if (at + 1 < turns.length) whenDone(app, () => next(at + 1))
  }
  next(0)
}

const rangeToMarks = (app: App, { replica }: SiteSession): void =>
  app.store.update((state) =>
    withActiveList(state, (list) =>
      list.rangeFrom === null
        ? list
        : {
            ...list,
            rangeFrom: null,
            marked: new Set([...list.marked, ...markedIssueKeys(state, replica)]),
          },
    ),
  )

/** As soon as no dialog is open; one may be about to follow another. */
const whenDone = (app: App, then: () => void): void => {
  const isDone = (): boolean => app.store.get().modals.length === 0
  if (isDone()) return then()
  let waits = true
  const unsubscribe = app.store.subscribe(() => {
    if (!isDone()) return
    queueMicrotask(() => {
      if (!waits || !isDone()) return
      waits = false
      unsubscribe()
      then()
    })
  })
}
