import type { Issue } from '@mmd/jira-api'
import type { Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { speakingOf } from '../../app/speaking-of.ts'
import { toDuration } from '../../durations.ts'
import { presentError } from '../../present-error.ts'
import { openAssign } from './assign.ts'
import { openEdit } from './forms/edit.ts'
import { openLabels } from './labels.ts'
import { openLink } from './link.ts'
import { openLogWork } from './log-work.ts'
import { openPriority } from './priority.ts'
import { openStatus } from './status.ts'

/** Asks again for what was refused. */
type Asking = (app: App, session: SiteSession, issue: Issue) => void

const onlyPriority = (operation: Operation): boolean =>
  operation.kind === 'set-fields' && operation.changes.every(({ id }) => id === 'priority')

/** By which dialog such an operation is made; undefined: by none that could be filled in otherwise. */
const askingFor = (operation: Operation, error: string | null): Asking | undefined => {
  switch (operation.kind) {
    case 'assign':
      return (app, session, issue) => openAssign(app, session, [issue])
    case 'labels':
      return (app, session, issue) => openLabels(app, session, [issue])
    case 'transition':
      return (app, session, issue) => openStatus(app, session, [issue])
    case 'link':
      return (app, session, issue) => openLink(app, session, [issue])
    case 'add-worklog':
      return (app, session, issue) => openLogWork(app, session, [issue], `${toDuration(operation.seconds)} `, error)
    case 'set-fields':
    case 'members':
    case 'list-items':
      return onlyPriority(operation)
        ? (app, session, issue) => openPriority(app, session, [issue])
        : (app, session, issue) => void openEdit(app, session, issue).catch((cause: unknown) => app.fail(cause))
    default:
      return undefined
  }
}

/** What was refused can be asked for again; what the site may have already, and what is on its way, cannot. */
export const isAskable = ({ operation, state, isUncertain }: OperationRecord): boolean =>
  state === 'failed' && !isUncertain && askingFor(operation, null) !== undefined

/** Resolves when no dialog is open above the first `count`; one may be about to follow another. */
const dialogsDone = (app: App, count: number): Promise<void> =>
  new Promise((resolve) => {
    const isOver = (): boolean => app.store.get().modals.length <= count
    const unsubscribe = app.store.subscribe(() =>
      queueMicrotask(() => {
        if (!isOver()) return
        unsubscribe()
        resolve()
      }),
    )
  })

/**
 * Opens the dialog by which such a change is made, with what the site has said; what comes out of it takes the place of what was refused,
 * which is given up then. Left with Esc, all is as it was.
 */
export const askAnew = async (app: App, whole: SiteSession, record: OperationRecord): Promise<void> => {
  const { session, key } = ownerOf(whole, record.operation.key)
  const issue = session.replica.issue(key)
  const error = record.error === null ? null : presentError(record.error, { site: session.site.name }).what
  const ask = askingFor(record.operation, error)
  if (ask === undefined || issue === undefined) return
  const before = new Set(session.replica.changes(1).map(({ id }) => id))
  const done = dialogsDone(app, app.store.get().modals.length)
  ask(session === whole ? app : speakingOf(app, session), session, issue)
  if (error !== null) app.toast('bad', `The site said: ${error}`)
  await done
  // Nothing but what was asked can have been done meanwhile: the dialog had every key.
  if (session.replica.changes(1).some(({ id }) => !before.has(id))) whole.replica.drop(record.id)
}
