import { arrangedRows } from '../state/selectors.ts'
import type { App } from './app.ts'
import { siteRows } from './members.ts'

/** True while one of the sites has never given this list, and is not known to refuse it. */
export const isFirstRead = (app: App, view: string): boolean => {
  const session = app.session()
  return (
    session !== null && siteRows(session, view).some(({ rows }) => rows.refreshedAt === null && rows.phase !== 'failed')
  )
}

/** True while the list on screen is empty only because its first rows are still on their way. */
export const areRowsComing = (app: App): boolean => {
  const session = app.session()
  const state = app.store.get()
  if (session === null || state.inbox !== null || state.visited !== null) return false
  const { keys, isComing = false } = arrangedRows(state, session.replica)
  return keys.length === 0 && (isComing || isFirstRead(app, state.activeView))
}

/** Why the first rows are not waited for any more. */
export type RowsOutcome = 'there' | 'given-up'

/**
 * Resolves `there` as soon as the list on screen has its rows, or has none; `given-up` when the site does not give them, when
 * something else came on screen meanwhile, or on `signal`. Never rejects.
 */
export const firstRowsOf = (app: App, signal: AbortSignal): Promise<RowsOutcome> => {
  const replica = app.session()?.replica
  const { activeView } = app.store.get()
  const { promise, resolve } = Promise.withResolvers<RowsOutcome>()
  const look = (): void => {
    const state = app.store.get()
    const isElsewhere = app.session()?.replica !== replica || state.activeView !== activeView || state.modals.length > 0
    if (isElsewhere || replica?.view(activeView)?.phase === 'failed') resolve('given-up')
    else if (!areRowsComing(app)) resolve('there')
  }
  const giveUp = (): void => resolve('given-up')
  const stops = [app.store.subscribe(look), replica?.subscribe(look)]
  signal.addEventListener('abort', giveUp)
  void promise.then(() => {
    for (const stop of stops) stop?.()
    signal.removeEventListener('abort', giveUp)
  })
  look()
  return promise
}
