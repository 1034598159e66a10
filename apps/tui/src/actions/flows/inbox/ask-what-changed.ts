import type { App, SiteSession } from '../../../app/app.ts'
import { inboxIssue } from '../../../inbox/select-inbox.ts'
import { subjectOf } from './subject.ts'

/** What was asked for already, of each site: once for each state of an issue. */
const asked = new WeakMap<SiteSession['replica'], Set<string>>()

/** Asks what somebody else did to an issue that came back, when one looks at it: its page and its history. */
export const askWhatChanged = (app: App): void => {
  const whole = app.session()
  const subject = subjectOf(app)
  if (whole === null || subject === undefined) return
  const { shown, session, issue } = subject
  const last = whole.replica.decisions().find(({ key }) => key === shown)
  if (last === undefined || !(last.changed || last.verdict === 'snoozed')) return
  const known = asked.get(session.replica) ?? new Set<string>()
  asked.set(session.replica, known)
  const state = `${issue.key}/${inboxIssue(app.store.get(), whole.replica)?.updated ?? ''}`
  if (known.has(state)) return
  known.add(state)
  // Why it is here again is worth knowing, and can be decided without: what could not be had is asked for at the next look.
  const forget = (): void => void known.delete(state)
  void session.replica.openIssue(issue.key).catch(forget)
  void session.openPart(issue.key, 'history').catch(forget)
}
