import { bindingsFor, findAction } from '../actions/registry.ts'
import { type InkKey, toChords } from '../input/chord.ts'
import { nothingPending, resolveKey } from '../input/dispatcher.ts'
import { modalKey, modalPaste } from '../screens/modals/modals.ts'
import { topModal } from '../state/state.ts'
import type { App } from './app.ts'
import { guarded } from './guarded.ts'
import { areKeysHeld, keysAreFree } from './hold-keys.ts'
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

const runAction = (app: App, id: string, count: number | undefined): void => {
  // Macros are actions that only this person has.
  const action = findAction(id) ?? app.actions.find((one) => one.id === id)
  if (action === undefined) return
  const enabled = action.enabled?.(app) ?? true
  if (enabled === true) action.run(app, count)
  else app.toast('info', `${action.title.replace(/\u2026$/, '')}: ${enabled}`)
}

/** `onKey` hears that somebody is there. */
export const createKeys = (app: App, onKey: () => void = nothing): Keys => {
  let timer: NodeJS.Timeout | undefined

  /** A lone digit is a view's number when nothing follows it. */
  const giveUp = (): void => {
    const { pending } = app.store.get()
    app.store.update((state) => ({ ...state, pending: nothingPending }))
    const hasViews = liveScopes(app.store.get()).includes('triage')
    if (hasViews && pending.sequence.length === 0 && /^[1-9]$/.test(pending.count)) {
      runAction(app, 'view.nth', Number(pending.count))
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

  const press = (chord: string): void => inTurn(() => guarded(app, () => take(chord)))

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
    if (resolved.kind === 'run') runAction(app, resolved.action, resolved.count)
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
      waiting = []
    },
  }
}
