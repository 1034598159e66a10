import type { Operation, OperationRecord } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { type AppState, withActiveList } from '../../state/state.ts'

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** Performs operations at once and says it; says so again only when the site refuses one. */
export const performAll = (app: App, session: SiteSession, operations: readonly Operation[], done: string): void => {
  const records = operations.map((operation) => session.replica.perform(operation))
  const [first] = operations
  if (first === undefined) return
  if (app.session()?.replica === session.replica) app.store.update(withoutMarks)
  app.toast('good', operations.length === 1 ? `${first.key} ${done}` : `${plural(operations.length, 'issue')} ${done}`)
  for (const record of records) {
    whenSettled(app, session, record.id, (settled) => {
      if (settled.state === 'failed') sayFailed(app, session, settled)
    })
  }
}

/** Marks have served when something was done with them: left standing, the next key would surprise. */
const withoutMarks = (state: AppState): AppState =>
  withActiveList(state, (list) =>
    list.marked.size === 0 && list.rangeFrom === null ? list : { ...list, marked: new Set(), rangeFrom: null },
  )

/** Calls `then` when the site has taken or refused the operation; never when it was given up meanwhile. */
export const whenSettled = (
  app: App,
  session: SiteSession,
  id: number,
  then: (record: OperationRecord) => void,
): void => {
  void session.replica.settled(id).then(then, (error: unknown) => {
    if (session.replica.operations().some((record) => record.id === id)) app.fail(error, session.site)
  })
}

/**
 * Opens a dialog that nobody has asked for just now: as soon as no other one is open and its site is on screen, since
 * keys that were meant for something else must not land in it.
 */
export const whenUndisturbed = (app: App, session: SiteSession, open: () => void): void => {
  const isFree = (): boolean => app.store.get().modals.length === 0 && app.session()?.replica === session.replica
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

/** Drafts belong to a site: two may have issues of the same key. */
export const commentDraftKey = (session: SiteSession, key: string): string => `comment/${session.site.name}/${key}`

/** What could not be sent is kept: a comment's text also as a draft, unless another one has been begun. */
const sayFailed = (app: App, session: SiteSession, { operation, error, isUncertain }: OperationRecord): void => {
  if (operation.kind === 'comment') {
    const draftKey = commentDraftKey(session, operation.key)
    app.store.update((state) => {
      if ((state.drafts[draftKey] ?? '') !== '') return state
      return { ...state, drafts: { ...state.drafts, [draftKey]: operation.typed } }
    })
  }
  if (!isUncertain) return app.fail(error, session.site)
  const what = operation.kind === 'comment' ? 'comment' : 'change'
  app.toast(
    'bad',
    `No answer came for the ${what} on ${operation.key}: it may be there already · look before O sends it again`,
  )
}

/** Forgets the draft of a comment that has been sent after all. */
export const forgetDraft = (app: App, session: SiteSession, { operation }: OperationRecord): void => {
  if (operation.kind !== 'comment') return
  const draftKey = commentDraftKey(session, operation.key)
  app.store.update((state) => {
    if (state.drafts[draftKey] !== operation.typed) return state
    return { ...state, drafts: { ...state.drafts, [draftKey]: '' } }
  })
}
