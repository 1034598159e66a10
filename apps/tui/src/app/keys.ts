import type { Action } from '../actions/action.ts'
import { bindingsFor, findAction } from '../actions/registry.ts'
import { noIssue } from '../actions/shown-issues.ts'
import { type InkKey, toChords } from '../input/chord.ts'
import { nothingPending, resolveKey } from '../input/dispatcher.ts'
import { modalKey, modalPaste } from '../screens/modals/modals.ts'
import { topModal } from '../state/state.ts'
import type { App } from './app.ts'
import { areRowsComing, firstRowsOf } from './await-rows.ts'
import { guarded } from './guarded.ts'
import { areKeysHeld, holdKeys, keysAreFree } from './hold-keys.ts'
import { liveScopes } from './scopes.ts'

/** How long a count waits before it means a view, and a begun sequence before it is forgotten, ms. */
const countPause = 500
const sequencePause = 1000

/** The one place where keys come in. */
export interface Keys {
  readonly input: (input: string, key: InkKey) => void
  readonly paste: (text: string) => void
  /** One key by its chord, as if it was pressed. */
  readonly press: (chord: string) => void
  readonly close: () => void
}

const nothing = (): void => {}

const wordsOf = ({ title }: Action): string => title.replace(/\u2026$/, '')

/** `onKey` hears that somebody is there. */
export const createKeys = (app: App, onKey: () => void = nothing): Keys => {
  let timer: NodeJS.Timeout | undefined
  /** Ends the wait for the first rows of a list that a key is meant for. */
  let rows: AbortController | undefined

  const runAction = (id: string, count: number | undefined): void => {
    // Macros are actions that only this person has.
    const action = findAction(id) ?? app.actions.find((one) => one.id === id)
    if (action === undefined) return
    const enabled = action.enabled?.(app) ?? true
    if (enabled === true) action.run(app, count)
    else if (enabled === noIssue && areRowsComing(app)) runWithRows(action, () => runAction(id, count))
    else app.toast('info', `${wordsOf(action)}: ${enabled}`)
  }

  /** Whoever types ahead means the first issue of the list that is on its way, and what follows comes after that. */
  const runWithRows = (action: Action, run: () => void): void => {
    const wait = new AbortController()
    rows = wait
    const isWaiting = (): boolean => rows === wait
    void holdKeys(app, firstRowsOf(app, wait.signal)).then((outcome) => {
      // After Esc keys are taken again already.
      if (!isWaiting()) return
      rows = undefined
      if (outcome === 'given-up') waiting = []
      // The news that it waits goes first: what it says itself stays.
      app.store.update((state) => ({ ...state }))
      if (outcome === 'there') app.store.batch(() => guarded(app, run))
    })
    app.toast('info', `${wordsOf(action)}: waits for the list · Esc forgets it`, isWaiting)
  }

  /** A lone digit is a view's number when nothing follows it. */
  const giveUp = (): void => {
    const { pending } = app.store.get()
    app.store.update((state) => ({ ...state, pending: nothingPending }))
    const hasViews = liveScopes(app.store.get()).includes('triage')
    if (hasViews && pending.sequence.length === 0 && /^[1-9]$/.test(pending.count)) {
      runAction('view.nth', Number(pending.count))
    }
  }

  /** Keys that wait for a dialog which is being loaded, in their order. */
  let waiting: (() => void)[] = []

  const inTurn = (work: () => void): void => {
    if (waiting.length === 0 && !areKeysHeld(app)) return work()
    waiting.push(work)
    if (waiting.length === 1) void goOn()
  }

  const goOn = async (): Promise<void> => {
    while (waiting.length > 0) {
      await keysAreFree(app)
      const [work] = waiting
      // The next one may be held by what this one begins.
      if (work !== undefined) app.store.batch(work)
      waiting = waiting.slice(1)
    }
  }

  const press = (chord: string): void => {
    const isEscape = chord === 'esc' || chord === 'ctrl-c'
    if (rows === undefined || !isEscape) return inTurn(() => guarded(app, () => take(chord)))
    // A site may be slow: one must be able to go elsewhere.
    waiting = []
    rows.abort()
    rows = undefined
    app.store.update((state) => ({ ...state }))
    if (chord === 'ctrl-c') guarded(app, () => take(chord))
  }

  const take = (chord: string): void => {
    clearTimeout(timer)
    const state = app.store.get()
    const modal = topModal(state)
    // In a dialog Ctrl-C cancels it as Esc does, with what Esc keeps; outside it ends the program.
    if (modal !== undefined) return modalKey(app, modal, chord === 'ctrl-c' ? 'esc' : chord)
    if (chord === 'ctrl-c') return app.quit()
    if (chord === 'esc' && state.pending !== nothingPending) {
      return app.store.update((s) => ({ ...s, pending: nothingPending }))
    }
    const resolved = resolveKey(state.pending, chord, bindingsFor(app.actions, liveScopes(state)))
    if (resolved.kind === 'wait') {
      app.store.update((s) => ({ ...s, pending: resolved.pending }))
      timer = setTimeout(giveUp, resolved.pending.sequence.length > 0 ? sequencePause : countPause)
      return
    }
    app.store.update((s) => (s.pending === nothingPending ? s : { ...s, pending: nothingPending }))
    if (resolved.kind === 'run') runAction(resolved.action, resolved.count)
  }

  return {
    input: (input, key) => {
      onKey()
      app.store.batch(() => toChords(input, key).forEach(press))
    },
    paste: (text) =>
      inTurn(() =>
        app.store.batch(() => {
          const modal = topModal(app.store.get())
          if (modal !== undefined) guarded(app, () => modalPaste(app, modal, text))
        }),
      ),
    press: (chord) => app.store.batch(() => press(chord)),
    close: () => {
      clearTimeout(timer)
      rows?.abort()
      waiting = []
    },
  }
}
