import type { App } from '../../../app/app.ts'
import { openedInbox, withInbox } from '../../../inbox/inbox-state.ts'
import { skip } from '../../../inbox/queue.ts'
import { anchorInbox, inboxKeys } from '../../../inbox/select-inbox.ts'
import { type AppState, activeList, withActiveList } from '../../../state/state.ts'
import { redo, undo } from '../undo.ts'
import { askWhatChanged } from './ask-what-changed.ts'
import { lookForCandidates } from './look-for-candidates.ts'
import type { Subject } from './subject.ts'

/** Opens the inbox over the view that the rules name, or the one on screen, at the issue under the cursor of the list. */
export const openInbox = (app: App): void => {
  const session = app.session()
  if (session === null) return
  app.store.update((shown) => {
    const state = { ...shown, activeView: wantedView(shown) }
    return anchorInbox(
      {
        ...state,
        zoomed: false,
        visited: null,
        focus: 'list',
        inbox: openedInbox(session.site.name, activeList(state).cursorKey),
      },
      session.replica,
    )
  })
}

/** The view that the person's rules name, where there is one of that name here. */
const wantedView = ({ config: { inbox }, views, activeView }: AppState): string => {
  const name = inbox.view?.toLowerCase()
  return views.find(({ id, title }) => id === inbox.view || title.toLowerCase() === name)?.id ?? activeView
}

/** Back to the list, at the issue that one has come to. */
export const leaveInbox = (app: App): void =>
  app.store.update((state) => {
    const key = state.inbox?.cursorKey ?? null
    const left = { ...state, inbox: null }
    return key === null ? left : withActiveList(left, (list) => ({ ...list, cursorKey: key }))
  })

/** Leaves it for later: it comes again at the end. */
export const putOff = ({ app, shown }: Subject): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  const before = app.store.get().inbox
  app.store.update((state) => withInbox(state, (inbox) => skip(inbox, inboxKeys(state, replica), shown) ?? inbox))
  const after = app.store.get()
  if (after.inbox === before) return app.toast('info', 'This is the only one that is left')
  const skipped = new Set(after.inbox?.skipped)
  // Without a word one would not see that what was seen comes again.
  if (before?.skipped.includes(shown) === false && inboxKeys(after, replica).every((key) => skipped.has(key)))
    app.toast('info', 'You have seen them all: those left for later come again')
}

/** Moves the cursor without deciding anything. */
export const moveInQueue = (app: App, step: (from: number, count: number) => number): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  app.store.update((state) => {
    const queue = inboxKeys(state, replica)
    return withInbox(state, (inbox) => {
      const at = Math.max(0, Math.min(queue.length - 1, step(inbox.cursor, queue.length)))
      return { ...inbox, cursor: at, cursorKey: queue[at] ?? null }
    })
  })
}

/** Takes back the last change; an issue whose decision that was is under the cursor again. */
export const undoInInbox = (app: App): void =>
  undo(app, ({ operations }) => {
    const key = operations.find(({ operation }) => operation.kind === 'decide')?.operation.key
    if (key === undefined) return
    app.store.update((state) =>
      withInbox(state, (inbox) => ({
        ...inbox,
        wanted: key,
        skipped: inbox.skipped.filter((one) => one !== key),
        returned: [...inbox.returned.filter((one) => one.key !== key), { key, at: inbox.cursor }],
      })),
    )
  })

/** Does again what was taken back. */
export const redoInInbox = redo

/** What follows from where the cursor of the inbox stands, some while after it has come to rest there. */
const restPause = 80
/** Issues that are fetched ahead of the cursor, and how few of them are too few. */
const pageAhead = 1000
const tooFew = 100

/** Looks for candidates, fetches more of the list before its end is reached, and closes the inbox when its site leaves the screen. */
export const watchInbox = (app: App): (() => void) => {
  let seen: string | null = null
  let asked = ''
  let timer: NodeJS.Timeout | undefined
  let stopLooking = (): void => undefined

  const rest = (): void => {
    clearTimeout(timer)
    stopLooking()
  }

  const fetchAhead = (): void => {
    const state = app.store.get()
    const replica = app.session()?.replica
    const rows = replica?.view(state.activeView)
    if (rows?.phase === 'failed') asked = ''
    if (replica === undefined || rows?.phase !== 'idle' || rows.total === null || rows.keys.length >= rows.total) return
    const question = `${state.site?.name}/${state.activeView}/${rows.keys.length}/${rows.total}`
    if (question === asked || inboxKeys(state, replica).length - (state.inbox?.cursor ?? 0) > tooFew) return
    asked = question
    void replica.loadMore(state.activeView, rows.keys.length + pageAhead)
  }

  const follow = (): void => {
    const { inbox, site } = app.store.get()
    if (inbox === null) {
      seen = null
      return rest()
    }
    if (inbox.site !== site?.name) return app.store.update((state) => ({ ...state, inbox: null }))
    fetchAhead()
    if (inbox.cursorKey === seen) return
    seen = inbox.cursorKey
    rest()
    timer = setTimeout(() => {
      stopLooking = lookForCandidates(app)
      askWhatChanged(app)
    }, restPause)
  }

  const unsubscribe = app.store.subscribe(follow)
  return () => {
    rest()
    unsubscribe()
  }
}
