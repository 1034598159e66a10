import type { IssueKey } from '@mmd/jira-api'
import type { App, SiteSession } from '../../../app/app.ts'
import { type Candidate, candidatesOf, knownText } from '../../../inbox/candidates.ts'
import { withInbox } from '../../../inbox/inbox-state.ts'
import { type Subject, subjectOf } from './subject.ts'

/** A search that may not be at its end yet. */
interface Look {
  /** Whose copy is looked through: two sites may have an issue of the same key. */
  readonly replica: SiteSession['replica']
  readonly key: IssueKey
  readonly steps: Generator<void, readonly Candidate[]>
}

const looks = new WeakMap<App['store'], Look>()

const lookAt = (app: App, subject: Subject): Look => {
  const { session, issue, shown } = subject
  const { replica } = session
  const last = looks.get(app.store)
  if (last?.key === shown && last.replica === replica) return last
  const steps = candidatesOf(
    issue,
    (text, limit) => replica.search(text, limit),
    knownText(replica.detail(issue.key)?.detail ?? null),
  )
  const look = { replica, key: shown, steps }
  looks.set(app.store, look)
  return look
}

/** Keeps what was found; the issue may be another one when it is looked at again. */
const found = (app: App, key: IssueKey, candidates: readonly Candidate[]): readonly Candidate[] => {
  looks.delete(app.store)
  app.store.update((state) => withInbox(state, (inbox) => ({ ...inbox, candidates: { key, found: candidates } })))
  return candidates
}

/** What may be the same as the issue under the cursor, out of the copy of its own site: known already, or looked for at once. */
export const candidatesNow = (app: App): readonly Candidate[] => {
  const subject = subjectOf(app)
  if (subject === undefined) return []
  const known = app.store.get().inbox?.candidates ?? null
  if (known?.key === subject.shown) return known.found
  const { key, steps } = lookAt(app, subject)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return found(app, key, step.value)
  }
}

/**
 * Looks for them while nothing else is to be done: one quick search at a time, so that a key never waits for all of them. Ends when the
 * cursor has gone on. Gives what ends it before.
 */
export const lookForCandidates = (app: App): (() => void) => {
  const subject = subjectOf(app)
  if (subject === undefined || app.store.get().inbox?.candidates?.key === subject.shown) return () => undefined
  const session = app.session()
  let next: NodeJS.Immediate | undefined
  const look = lookAt(app, subject)
  const goOn = (): void => {
    const isOver = looks.get(app.store) !== look || app.store.get().inbox?.cursorKey !== look.key
    if (isOver || app.session() !== session) return
    const step = look.steps.next()
    if (step.done === true) found(app, look.key, step.value)
    else next = setImmediate(goOn)
  }
  goOn()
  return () => clearImmediate(next)
}
