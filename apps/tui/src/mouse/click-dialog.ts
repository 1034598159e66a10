import type { App } from '../app/app.ts'
import { drawModal, modalKey } from '../screens/modals/modals.ts'
import type { Modal } from '../state/modal.ts'
import { topModal } from '../state/state.ts'
import type { Cell } from './places.ts'
import { chordsOf, hintAt, probe, selectedRow, textOf } from './probe.ts'

/** Dialogs in which the arrows do something else than move a cursor through rows. */
const withoutRows: ReadonlySet<string> = new Set(['text-area', 'prompt', 'message', 'sign-in'])

/** True where the arrows go to rows now: not while something is typed in one of them. */
const hasRows = (modal: Modal): boolean =>
  !withoutRows.has(modal.kind) && !('editing' in modal && modal.editing !== null && modal.editing !== undefined)

/** More rows than the cursor is ever moved through for a click. */
const mostSteps = 100

/** Moves the cursor of the dialog, as its arrows do, to the row that reads like this one. False: it is no row of the cursor. */
const walkTo = (app: App, modal: Modal, lines: readonly string[], row: number): boolean => {
  const wanted = textOf(lines[row] ?? '')
  const from = selectedRow(lines)
  if (from === -1) return false
  if (from === row) return true
  const [there, back] = row > from ? (['down', 'up'] as const) : (['up', 'down'] as const)
  let drawn = lines
  for (let steps = 1; steps <= mostSteps; steps += 1) {
    const here = topModal(app.store.get())
    if (here?.id !== modal.id) return false
    modalKey(app, here, there)
    const moved = topModal(app.store.get())
    const next = moved && drawModal(app, moved, probe)?.lines
    if (moved === undefined || next === undefined) return false
    if (textOf(next[selectedRow(next)] ?? '') === wanted) return true
    // At the end of the list: nothing of the kind was there, and the cursor goes back to where it was.
    if (next.join() === drawn.join() || steps === mostSteps) {
      for (let undone = 1; undone < steps; undone += 1) {
        const again = topModal(app.store.get())
        if (again !== undefined) modalKey(app, again, back)
      }
      return false
    }
    drawn = next
  }
  return false
}

/** A click in the topmost dialog: on a key that it names as if that was pressed, on a row to go there; twice takes the row. */
export const clickDialog = (
  app: App,
  modal: Modal,
  { column, row }: Cell,
  isDouble: boolean,
  press: (chord: string) => void,
): void => {
  const placed = drawModal(app, modal, probe)
  const [inside, line] = [row - (placed?.top ?? 0), placed?.lines[row - placed.top]]
  if (placed === null || line === undefined || column < placed.left || column >= placed.left + placed.width) return
  const [chord, ...more] = chordsOf(hintAt(line, column - placed.left) ?? '') ?? []
  if (chord !== undefined) return more.length === 0 ? press(chord) : undefined
  if (!hasRows(modal) || !walkTo(app, modal, placed.lines, inside)) return
  if (modal.kind === 'picker' && modal.chosen !== null) press('tab')
  else if (isDouble) press('enter')
}
