import { expect, test } from 'vitest'
import { createKeys } from '../app/keys.ts'
import { openWorld, testDetail, testIssue, testKey, type World, type WorldOptions } from '../app/testing.ts'
import { footer as inboxFooter } from '../screens/inbox/inbox-lines.ts'
import { drawModal } from '../screens/modals/modals.ts'
import { bare, plainTheme } from '../screens/testing.ts'
import { triageLayout } from '../screens/triage/layout.ts'
import { footer, triageLines } from '../screens/triage/triage-panes.ts'
import { cursorItem } from '../state/selectors.ts'
import { activeList, topModal } from '../state/state.ts'
import { createMouse } from './mouse.ts'
import { probe, textOf } from './probe.ts'
import type { MouseReport } from './report.ts'

const issues = Array.from({ length: 80 }, (_, at) => testIssue(at + 1))

/** A screen with a pointer; each click comes a second after the one before unless it is said to be quick. */
const pointed = async (options: WorldOptions = {}) => {
  let now = Date.parse('2026-11-26T12:00:00Z')
  const world = await openWorld({ issues, ...options, shell: { now: () => now } })
  const report = createMouse(world.app, createKeys(world.app))
  const send = (kind: MouseReport['kind'], column: number, row: number, ctrl = false): void =>
    report({ kind, column, row, ctrl })
  return {
    ...world,
    send,
    click: (column: number, row: number, how: { readonly quick?: true; readonly ctrl?: true } = {}): void => {
      if (how.quick === undefined) now += 1000
      send('press', column, row, how.ctrl === true)
      send('release', column, row)
    },
  }
}

const list = ({ state }: World) => activeList(state())

/** Where a text of the topmost dialog is on the screen. */
const placeOf = ({ app, state }: World, text: string): readonly [column: number, row: number] => {
  const modal = topModal(state())
  const placed = modal && drawModal(app, modal, probe)
  const row = placed?.lines.findIndex((line) => textOf(line).includes(text)) ?? -1
  if (!placed || row === -1) throw new Error(`${text} is not in the dialog`)
  return [placed.left + textOf(placed.lines[row] ?? '').indexOf(text), placed.top + row]
}

test('a click puts the cursor on the row and the focus in its pane', async () => {
  const world = await pointed()
  world.press('tab')
  world.click(40, 2 + 4)
  expect(world.state().focus).toBe('list')
  expect(list(world).cursor).toBe(4)
  world.click(115, 5)
  expect(world.state().focus).toBe('preview')
})

test('two quick clicks open the row, two slow ones do not', async () => {
  const world = await pointed()
  world.click(40, 4)
  world.click(40, 4)
  expect(world.state().zoomed).toBe(false)
  world.click(40, 4, { quick: true })
  expect(world.state().zoomed).toBe(true)
})

test('a click below the last row goes nowhere', async () => {
  const world = await pointed({ issues: issues.slice(0, 3) })
  world.click(40, 20)
  world.click(40, 20, { quick: true })
  expect(list(world).cursor).toBe(0)
  expect(world.state().zoomed).toBe(false)
})

test('with Ctrl a click marks the row', async () => {
  const world = await pointed()
  world.click(40, 5, { ctrl: true })
  world.click(40, 7, { ctrl: true })
  expect(list(world).marked.size).toBe(2)
  expect(list(world).cursor).toBe(5)
})

test('the wheel moves the pane under the pointer, whichever has the focus', async () => {
  const world = await pointed()
  world.send('wheel-down', 40, 10)
  expect(list(world).top).toBe(3)
  expect(list(world).cursor).toBe(5)
  world.press('tab')
  world.send('wheel-up', 40, 10)
  expect(list(world).top).toBe(0)
  expect(list(world).cursor).toBe(5)
  expect(world.state().focus).toBe('preview')
  for (let turn = 0; turn < 50; turn += 1) world.send('wheel-down', 40, 10)
  const height = (triageLayout(world.state()).list?.height ?? 0) - 2
  expect(list(world).top).toBe(issues.length - height)
})

test('the wheel over the issue leaves the focus where it is', async () => {
  const world = await pointed()
  world.send('wheel-down', 115, 10)
  expect(world.state().focus).toBe('list')
  expect(world.state().preview.key).toBe(list(world).cursorKey)
})

test('a click on a view shows it', async () => {
  const world = await pointed()
  const [, second] = world.state().views
  world.click(5, 2 + 1)
  expect(world.state().activeView).toBe(second?.id)
  expect(world.state().focus).toBe('views')
  world.click(5, 2 + 1, { quick: true })
  expect(world.state().focus).toBe('list')
})

test('a border follows the pointer until the button is let go', async () => {
  const world = await pointed()
  world.send('press', 25, 10)
  world.send('drag', 34, 11)
  expect(triageLayout(world.state()).views?.width).toBe(35)
  world.send('release', 34, 11)
  world.send('drag', 20, 11)
  expect(triageLayout(world.state()).views?.width).toBe(35)
})

test('a click on a key of the last line presses it', async () => {
  const world = await pointed()
  const { app, state, session } = world
  const words = textOf(footer({ app, state: state(), session: session(), theme: probe }))
  world.click(words.indexOf('keys') + 1, state().size.rows - 2)
  expect(world.modal('help')).toBeDefined()
})

test('a click in a dialog goes to the row, twice takes it, and outside of it does nothing', async () => {
  const world = await pointed()
  world.press(':')
  const { label = '' } = world.modal('picker').items[9] ?? {}
  const [column, row] = placeOf(world, label)
  world.click(1, 1)
  expect(world.modal('picker').cursor).toBe(0)
  world.click(column, row)
  expect(world.modal('picker').cursor).toBe(9)
  for (const letter of 'outbox:') world.press(letter)
  const there = placeOf(world, 'Outbox')
  world.click(...there)
  expect(world.modal('picker')).toBeDefined()
  world.click(...there, { quick: true })
  expect(world.modal('outbox')).toBeDefined()
})

test('a click on a key that a dialog names presses it', async () => {
  const world = await pointed()
  world.press('?')
  world.click(...placeOf(world, 'closes'))
  expect(topModal(world.state())).toBeUndefined()
})

test('the wheel scrolls the text of a dialog, not what is under it', async () => {
  const world = await pointed()
  world.press('?')
  world.send('wheel-down', 40, 10)
  expect(world.modal('help').cursor).toBe(3)
  expect(list(world).top).toBe(0)
})

test('in the inbox a click goes to an issue, the wheel goes through the queue, and a hint is pressed', async () => {
  const world = await pointed({ size: { columns: 120, rows: 36 } })
  world.press('i')
  world.click(5, 2 + 3)
  expect(world.state().inbox?.cursorKey).toBe('PAY-4')
  world.send('wheel-down', 5, 9)
  expect(world.state().inbox?.cursorKey).toBe('PAY-5')
  world.click(90, 32)
  expect(world.state().inbox?.cursorKey).toBe('PAY-5')
  const line = textOf(inboxFooter({ app: world.app, state: world.state(), theme: probe }))
  world.click(line.indexOf('accept'), 34)
  expect(world.session().replica.decisions()).toMatchObject([{ key: 'PAY-5', verdict: 'accepted' }])
})

test('a click in an open issue puts the cursor on the item there, a second one opens it', async () => {
  const world = await pointed({
    answers: {
      issue: async () => testDetail(testIssue(1), { subtasks: [{ ...testIssue(2), summary: 'The first part' }] }),
      remoteLinks: async () => [],
    },
  })
  world.press('enter')
  await world.session().replica.openIssue(testKey(1))
  const rowOf = (words: string): number =>
    triageLines({ app: world.app, state: world.state(), session: world.session(), theme: plainTheme })
      .map(bare)
      .findIndex((line) => line.includes(words))
  world.click(20, rowOf('The first part'))
  expect(cursorItem(world.state())).toBe(`issue/subtask ${testKey(2)}`)
  expect(world.state().visited).toBeNull()
  world.click(20, rowOf('The first part'), { quick: true })
  expect(world.state().issue.trail.stops.map(({ key }) => key)).toEqual([testKey(1), testKey(2)])
})
