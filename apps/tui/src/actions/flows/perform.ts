import type { Site } from '@mmd/auth'
import type { Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { isOnScreen, ownerOf } from '../../app/members.ts'
import { presentError } from '../../present-error.ts'
import { openBulk, rowsOf } from './bulk/open-bulk.ts'
import { type ClosedWay, closedWays } from './closed-ways.ts'
import { learnRights } from './rights.ts'
import { backWords, wayBack } from './way-back.ts'
import { titleOf, writeChange } from './write-change.ts'

/** How operations are performed. */
interface PerformOptions {
  /** Runs once they are written down, and never when a dialog was left. */
  readonly onBegin?: () => void
  /** Reasons why there is no way back that were read before, where it was written or filled in. */
  readonly said?: readonly string[]
}

/**
 * Performs operations as one change and says it; says so again only when the site does not take one. Where there will be no
 * way back a dialog says so before; so many issues as the person's settings name, or some with and some without a way back, are
 * shown as a plan.
 */
export const performAll = (
  app: App,
  session: SiteSession,
  operations: readonly Operation[],
  done: string,
  { onBegin, said = [] }: PerformOptions = {},
): void => {
  if (operations.length === 0) return
  const closed = closedWays(session.replica, operations).filter(({ why }) => !said.includes(why))
  const keys = new Set(operations.map(({ key }) => key))
  const differs = keys.size > 1 && closed.length > 0 && closed.length < operations.length
  if (differs || (keys.size > 1 && keys.size >= app.store.get().config.limits.bulk)) {
    const rows = rowsOf(session, operations)
    return openBulk({
      app,
      session,
      title: titleOf(operations, done),
      done,
      rows,
      ...(onBegin === undefined ? {} : { onBegin }),
    })
  }
  const begin = (): void => {
    perform(app, session, operations, done)
    onBegin?.()
  }
  sayClosed(app, closed, begin)
}

/** Says what cannot be taken back afterwards, and goes on once somebody wants it all the same; at once where there is nothing. */
export const sayClosed = (app: App, closed: readonly ClosedWay[], go: () => void): void => {
  if (closed.length === 0) return go()
  app.open({
    kind: 'message',
    title: 'No way back',
    tone: 'info',
    lines: ['This cannot be taken back afterwards:', '', ...closed.map(({ key, why }) => `${key}: ${why}`)],
    top: 0,
    enter: { label: 'does it all the same', run: go },
  })
}

const perform = (app: App, session: SiteSession, operations: readonly Operation[], done: string): void => {
  const title = titleOf(operations, done)
  const back = backWords(session.replica, operations)
  const records = writeChange(app, session, operations, title)
  app.toast('good', `${title}${wayBack(app, back)}`)
  watch(app, session, records)
  void learnRights(session, operations)
}

/** Says it when the site does not take them. */
export const watch = (app: App, session: SiteSession, records: readonly OperationRecord[]): void => {
  for (const { id } of records) whenSettled(app, session, id, (settled) => sayUntaken(app, session, settled))
}

/**
 * Calls `then` when the operation is over, or waits for something that only a person or time brings; never when it was given
 * up meanwhile.
 */
export const whenSettled = (
  app: App,
  session: SiteSession,
  id: number,
  then: (record: OperationRecord) => void,
): void => {
  void session.replica.settled(id).then(
    (record) => {
      if (record.state !== 'dropped') then(record)
    },
    (error: unknown) => {
      if (session.replica.operation(id) !== undefined) app.fail(error, session.site)
    },
  )
}

/**
 * Opens a dialog that nobody has asked for just now: as soon as no other one is open and its site is on screen, since
 * keys that were meant for something else must not land in it.
 */
export const whenUndisturbed = (app: App, session: SiteSession, open: () => void): void => {
  const isFree = (): boolean => app.store.get().modals.length === 0 && isOnScreen(app, session)
  if (isFree()) return open()
  let waits = true
  const unsubscribe = app.store.subscribe(() => {
    // One dialog may be about to follow another.
    queueMicrotask(() => {
      if (!waits || !isFree()) return
      waits = false
      unsubscribe()
      open()
    })
  })
}

/** What was not sent is kept: its reason now, and in the outbox until somebody decides. */
export const sayUntaken = (app: App, session: SiteSession, record: OperationRecord): void => {
  const { state, error, operation, isUncertain, waitsBehind } = record
  const { site } = ownerOf(session, operation.key).session
  const isShown = app.session()?.replica === session.replica
  const where = isShown ? '' : `${site.name}: `
  if (state === 'conflict')
    app.toast('warn', `${where}${operation.key}: somebody else changed the same meanwhile · O lets you choose`)
  else if (isUncertain) {
    const what = operation.kind === 'add-comment' ? 'comment' : 'change'
    const words = `No answer came for the ${what} on ${operation.key}: it may be there already`
    app.toast('bad', `${where}${words} · look before O sends it again`)
  } else if (state === 'failed') app.fail(error, site)
  else if (waitsBehind !== null)
    app.toast(
      'warn',
      `${where}${operation.key}: this waits behind a change that was not taken · O lets you decide about that`,
    )
  else if (state === 'pending' && error !== null) sayWaiting(app, site, record)
}

/** Nothing is lost: an ended sign-in is offered, anything else is only said. */
const sayWaiting = (app: App, site: Site, { error }: OperationRecord): void => {
  const { code, what } = presentError(error, { site: site.name })
  if (code === 'signed-out' || code === 'sign-in-needed') return app.fail(error, site)
  const isTold = app.session()?.members === undefined || what.startsWith(`${site.name} `)
  app.toast('warn', `${isTold ? '' : `${site.name}: `}${what} · what you changed is kept and sent later`)
}
