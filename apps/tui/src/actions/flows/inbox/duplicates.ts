import type { Issue } from '@mmd/jira-api'
import type { Operation } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { type Candidate, findCandidates } from '../../../inbox/candidates.ts'
import { type InboxState, withInbox } from '../../../inbox/inbox-state.ts'
import { authored } from '../../../session/authored.ts'
import { myself } from '../comment.ts'
import { closeAsDuplicate } from '../duplicate.ts'
import { type PickedIssue, pickIssue } from '../pick-issue.ts'
import { decided, type Subject, subjectOf, whileAway } from './subject.ts'

/** What may be the same as the issue under the cursor, out of the copy of its own site; looked for where nobody has yet. */
export const lookForCandidates = (app: App): readonly Candidate[] => {
  const subject = subjectOf(app)
  if (subject === undefined) return []
  const { shown, session, issue } = subject
  const known = app.store.get().inbox?.candidates ?? null
  if (known?.key === shown) return known.found
  const found = findCandidates(issue, (text, limit) => session.replica.search(text, limit))
  app.store.update((state) => withInbox(state, (inbox) => ({ ...inbox, candidates: { key: shown, found } })))
  return found
}

/** Turns to the candidates; where there are none any other issue is asked for. */
export const openDuplicates = (app: App, subject: Subject): void => {
  if (lookForCandidates(app).length === 0) return askForOriginal(subject)
  app.store.update((state) => withInbox(state, (inbox) => ({ ...inbox, choosing: 0 })))
}

/** Asks for the original by its key or by words. */
export const askForOriginal = (subject: Subject): void => {
  const { app, session, issue } = subject
  pickIssue(app, session, {
    title: `${issue.key} is a duplicate of…`,
    not: issue.key,
    onPick: (other) => close(subject, other),
  })
}

/** Moves among the candidates. */
export const moveChoice = (app: App, step: number): void =>
  app.store.update((state) =>
    withInbox(state, (inbox) => {
      const last = (inbox.candidates?.found.length ?? 0) - 1
      return inbox.choosing === null ? inbox : { ...inbox, choosing: clamp(inbox.choosing + step, last) }
    }),
  )

const clamp = (at: number, last: number): number => Math.max(0, Math.min(last, at))

/** Takes the candidate with this number (0 is the first), else the one under the cursor. */
export const chooseCandidate = (app: App, at: number | undefined): void => {
  const subject = subjectOf(app)
  const inbox = app.store.get().inbox
  const original = inbox?.candidates?.found[at ?? inbox.choosing ?? 0]?.issue
  if (subject === undefined || original === undefined) return
  leaveCandidates(app)
  close(subject, original)
}

/** Back to the queue. */
export const leaveCandidates = (app: App): void =>
  app.store.update((state) => withInbox(state, (inbox): InboxState => ({ ...inbox, choosing: null })))

/** Says of what it is a duplicate, links the two, lets its reporter follow the original, and closes it: one change. */
const close = (subject: Subject, other: PickedIssue): void => {
  const { app, session, issue } = subject
  const work = async (): Promise<void> => {
    const typed = `Duplicate of ${other.key}`
    const body = await authored(typed, session.site.deployment)
    const also: readonly Operation[] = [
      { kind: 'add-comment', key: issue.key, body, typed, author: myself(session) },
      ...reporterFollows(session, issue, other),
      decided(subject, 'duplicate', other.key),
    ]
    await closeAsDuplicate(app, session, issue, { other, also })
  }
  void whileAway(subject, work)
}

/**
 * Who reported the duplicate hears of the original from now on. Not where that is known to be of no use, and not again where the
 * site has refused to let one make others watch.
 */
const reporterFollows = (session: SiteSession, { reporter }: Issue, other: PickedIssue): readonly Operation[] => {
  const { replica, site } = session
  if (reporter === null || !reporter.active || reporter.id === site.user?.id) return []
  if (replica.issue(other.key)?.reporter?.id === reporter.id) return []
  const isRefused = replica
    .operations()
    .some(({ state, operation }) => state === 'failed' && operation.kind === 'watch' && operation.user !== null)
  return isRefused ? [] : [{ kind: 'watch', key: other.key, isWatching: true, user: reporter, base: false }]
}
