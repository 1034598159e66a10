import type { App } from '../../../app/app.ts'
import { type InboxState, withInbox } from '../../../inbox/inbox-state.ts'
import { closeAsDuplicate, duplicateWords } from '../duplicate.ts'
import { type PickedIssue, pickIssue } from '../pick-issue.ts'
import { candidatesNow } from './look-for-candidates.ts'
import { decided, type Subject, subjectOf, whileAway } from './subject.ts'

/** Turns to the candidates; where there are none any other issue is asked for. */
export const openDuplicates = (app: App, subject: Subject): void => {
  if (candidatesNow(app).length === 0) return askForOriginal(subject)
  app.store.update((state) => withInbox(state, (inbox) => ({ ...inbox, choosing: 0 })))
}

/** Asks for the original by its key or by words. */
export const askForOriginal = (subject: Subject): void => {
  const { app, session, issue } = subject
  pickIssue(app, session, {
    title: `${issue.key} is a duplicate of…`,
    not: issue.key,
    placeholder: `a key or words · ${duplicateWords}`,
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

/** Closes it as a duplicate of the other one; the next issue is there meanwhile. */
const close = (subject: Subject, other: PickedIssue): void => {
  const { app, session, issue } = subject
  const also = [decided(subject, 'duplicate', other.key)]
  void whileAway(subject, () => closeAsDuplicate(app, session, issue, { other, also }))
}
