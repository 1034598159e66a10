import { inboxRules } from '../../../inbox/rules.ts'
import { assignToMe, openAssign } from '../assign.ts'
import { performAll } from '../perform.ts'
import { openSnooze } from '../snooze.ts'
import { openStatus } from '../status.ts'
import { decided, type Subject, whileAway } from './subject.ts'

/** It is right here, and somebody will see to it: it leaves the inbox, with what the person's rules say besides. */
export const accept = (subject: Subject): void => {
  const { accept: steps } = inboxRules(subject.app.store.get())
  if (steps.length === 0) return performAll(subject.app, subject.session, [decided(subject, 'accepted')], 'accepted')
  void whileAway(subject, async () => (await import('./accept.ts')).acceptBy(subject, steps))
}

/** Asks who is to have it. */
export const assign = (subject: Subject): void =>
  openAssign(subject.app, subject.session, [subject.issue], [decided(subject, 'assigned')])

/** Takes it oneself. */
export const takeIt = (subject: Subject): void =>
  assignToMe(subject.app, subject.session, [subject.issue], [decided(subject, 'assigned')])

/** Asks how long it is to stay out; it comes back by itself. */
export const snooze = (subject: Subject): void =>
  openSnooze(subject.app, subject.session, [subject.issue], [decided(subject, 'snoozed')])

/** Asks which way it is to go in its workflow. */
export const moveOn = (subject: Subject): void =>
  openStatus(subject.app, subject.session, [subject.issue], [decided(subject, 'moved')])
