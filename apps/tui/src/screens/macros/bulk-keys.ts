import { openOutbox } from '../../actions/flows/outbox.ts'
import { undo } from '../../actions/flows/undo.ts'
import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import { changeModal } from '../../state/state.ts'
import { type BulkModal, type BulkRun, isDoable, rowsMeant } from './bulk-modal.ts'
import { outcomeOf, outstandingOf } from './bulk-outcome.ts'

const steps: Readonly<Record<Chord, number>> = {
  j: 1,
  down: 1,
  k: -1,
  up: -1,
  'ctrl-d': 10,
  'ctrl-u': -10,
  pagedown: 10,
  pageup: -10,
  G: 100_000,
  g: -100_000,
  home: -100_000,
  end: 100_000,
}

const change = (app: App, { id }: BulkModal, to: (modal: BulkModal) => Partial<BulkModal>): void =>
  app.store.update((state) => changeModal(state, id, 'bulk', (modal) => ({ ...modal, ...to(modal) })))

const nearest = ({ rows }: BulkModal, at: number): number => Math.max(0, Math.min(rows.length - 1, at))

/** Leaves the one under the cursor out, or takes it in again, and goes on to the next. */
const toggle = (app: App, modal: BulkModal): void => {
  const row = modal.rows[modal.cursor]
  if (row === undefined) return
  change(app, modal, ({ left, cursor }) => {
    const next = nearest(modal, cursor + 1)
    if (!isDoable(row)) return { cursor: next }
    const others = new Set(left)
    if (!others.delete(row.key)) others.add(row.key)
    return { left: others, cursor: next }
  })
}

/** Sends what was refused again: of the row under the cursor, or of all. One whose answer got lost might be done twice. */
const retry = (app: App, modal: BulkModal, whole: boolean): void => {
  const { run, rows, cursor } = modal
  if (run === null) return
  const outstanding = outstandingOf(modal)
  const asked = whole ? rows : rows.slice(cursor, cursor + 1)
  const failed = asked.flatMap((row) => outcomeOf(modal, row, outstanding)?.failed ?? [])
  const sure = failed.filter(({ isUncertain }) => !isUncertain)
  for (const { id } of sure) run.replica.retry(id)
  if (sure.length < failed.length) app.toast('warn', 'It may be there already: look before O sends it again')
}

/** Operations that are given up before a key may come in between: each is a write to the disk. */
const slice = 10

/** Changes that are being stopped. */
const stopping = new WeakSet<BulkRun['ids']>()

const stop = (app: App, { id, run }: BulkModal): void => {
  if (run === null || stopping.has(run.ids)) return
  stopping.add(run.ids)
  void giveUp(app, id, run)
    .finally(() => stopping.delete(run.ids))
    .catch((error: unknown) => app.fail(error))
}

/** Gives up what was not sent yet, the last ones first; what was done stays, and what is being sent goes on. */
const giveUp = async (app: App, modal: number, { replica, ids, stopped }: BulkRun): Promise<void> => {
  const waiting = replica
    .operations()
    .filter(({ state }) => state === 'pending')
    .map(({ id }) => id)
  const own = new Set([...ids.values()].flat())
  const meant = waiting.filter((one) => own.has(one)).toReversed()
  const given = new Set(stopped)
  const show = (): void => {
    const now = new Set(given)
    app.store.update((state) =>
      changeModal(state, modal, 'bulk', (bulk) =>
        bulk.run === null ? bulk : { ...bulk, run: { ...bulk.run, stopped: now } },
      ),
    )
  }
  for (let from = 0; from < meant.length; from += slice) {
    try {
      for (const one of meant.slice(from, from + slice)) if (replica.drop(one)) given.add(one)
    } finally {
      show()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  const count = given.size - stopped.size
  app.toast('info', count === 0 ? 'All of it was sent already' : `Stopped: ${count} not sent · u takes the rest back`)
}

const nextUntaken = (app: App, modal: BulkModal): void => {
  const outstanding = outstandingOf(modal)
  const isUntaken = (at: number): boolean => {
    const row = modal.rows[at]
    const state = row === undefined ? undefined : outcomeOf(modal, row, outstanding)?.state
    return state === 'failed' || state === 'conflict'
  }
  const order = modal.rows.map((_, at) => (modal.cursor + 1 + at) % modal.rows.length)
  const found = order.find(isUntaken)
  if (found !== undefined) change(app, modal, () => ({ cursor: found }))
}

const planKey = (app: App, modal: BulkModal, chord: Chord): void => {
  if (chord === 'space' || chord === 'x') return toggle(app, modal)
  if (chord !== 'enter') return
  const rows = rowsMeant(modal)
  if (rows.length > 0) modal.onRun(rows, modal.id)
}

const runKey = (app: App, modal: BulkModal, chord: Chord): void => {
  if (chord === 'enter') app.close(modal.id)
  else if (chord === 'r' || chord === 'R') retry(app, modal, chord === 'R')
  else if (chord === 'n') nextUntaken(app, modal)
  else if (chord === 'c') stop(app, modal)
  else if (chord === 'O' || chord === 'u') {
    app.close(modal.id)
    if (chord === 'O') openOutbox(app)
    else undo(app)
  }
}

export const bulkKey = (app: App, modal: BulkModal, chord: Chord): void => {
  const step = steps[chord]
  if (chord === 'esc' || chord === 'q') app.close(modal.id)
  else if (step !== undefined) change(app, modal, ({ cursor }) => ({ cursor: nearest(modal, cursor + step) }))
  else if (modal.run === null) planKey(app, modal, chord)
  else runKey(app, modal, chord)
}
