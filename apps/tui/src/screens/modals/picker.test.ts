import { expect, test } from 'vitest'
import { pick } from '../../actions/flows/pick.ts'
import { createWorld } from '../../app/testing.ts'
import type { PickerItem, PickerModal } from '../../state/modal.ts'
import { bare, plainTheme } from '../testing.ts'
import { drawModal } from './modals.ts'
import { offeredItems } from './picker.ts'
import { drawn, picker } from './testing.ts'

const fruit: readonly PickerItem[] = ['Apple', 'Banana', 'Cherry'].map((label) => ({ id: label.toLowerCase(), label }))

/** A world with a picker open, and what was picked in it. */
const withPicker = (more: Partial<PickerModal> = {}, items = fruit) => {
  const world = createWorld()
  const picked: (readonly [readonly string[], string])[] = []
  world.app.open(picker(items, { onPick: (ids, query) => void picked.push([ids, query]), ...more }))
  return { world, picked }
}

test('a picker narrows as one types, and Enter takes what the cursor is on', () => {
  const { world, picked } = withPicker()
  world.press('an')
  expect(offeredItems(world.modal('picker')).map(({ label }) => label)).toEqual(['Banana'])
  world.press('enter')
  expect(picked).toEqual([[['banana'], 'an']])
  expect(world.state().modals).toEqual([])
})

test('the cursor of a picker stays among what is offered, and starts again with each letter', () => {
  const { world, picked } = withPicker()
  world.press('up', 'down', 'down', 'pagedown')
  expect(world.modal('picker').cursor).toBe(2)
  world.press('a')
  expect(world.modal('picker').cursor).toBe(0)
  world.press('zzz', 'down', 'enter')
  expect(world.modal('picker').cursor).toBe(0)
  expect(drawn(world)).toContain('nothing like that')
  expect(picked).toEqual([])
})

test('a picker says whole what went wrong and what to do, and leaves the line below that says how one leaves', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  const error = 'the site cannot be reached (ECONNREFUSED)'
  const modal = { ...picker([], { phase: 'failed', error }), id: 1 }
  const { lines = [], top = 0 } = drawModal(world.app, modal, plainTheme) ?? {}
  const shown = lines
    .map((text) => bare(text))
    .join('')
    .replaceAll(/[│\s]+/gu, ' ')
  expect(shown).toContain(error)
  expect(shown).toContain('Ctrl-R tries again')
  expect(top + lines.length).toBeLessThanOrEqual(10 - 2)
})

test('a picker whose list the site narrows keeps its height, whatever comes', () => {
  const world = createWorld({ size: { columns: 80, rows: 24 } })
  const heightOf = (more: Partial<PickerModal>, items: readonly PickerItem[]): number | undefined =>
    drawModal(world.app, { ...picker(items, { onQuery: () => {}, ...more }), id: 1 }, plainTheme)?.lines.length
  const many = Array.from({ length: 40 }, (_, at): PickerItem => ({ id: `${at}`, label: `Item ${at}` }))
  const heights = [heightOf({ phase: 'loading' }, []), heightOf({}, fruit), heightOf({}, []), heightOf({}, many)]
  expect(new Set(heights).size).toBe(1)
})

test('a picker that asks the site once is as high before it has answered as after, and when that asks for the list anew', async () => {
  const world = createWorld({ size: { columns: 80, rows: 24 } })
  const height = (): number => drawn(world).split('\n').length
  for (const count of [2, 40]) {
    const items = Array.from({ length: count }, (_, at): PickerItem => ({ id: `${at}`, label: `Item ${at}` }))
    const answer = Promise.withResolvers<readonly PickerItem[]>()
    pick(world.app, { title: 'Pick', items: () => answer.promise, onPick: () => {} })
    const before = height()
    answer.resolve(items)
    await world.until(() => world.modal('picker').phase === 'ready')
    expect(height()).toBe(before)
    pick(world.app, { title: 'Pick', items, isAsked: true, onPick: () => {} })
    expect(height()).toBe(before)
  }
})

test('Esc closes a picker without picking', () => {
  const { world, picked } = withPicker()
  world.press('esc')
  expect(world.state().modals).toEqual([])
  expect(picked).toEqual([])
})

test('many are chosen with Space or Tab and taken together with Enter', () => {
  const { world, picked } = withPicker({ chosen: new Set(['cherry']) })
  world.press('space', 'down', 'tab', 'tab')
  expect(drawn(world)).toContain('[x] Apple')
  expect(drawn(world)).toContain('[ ] Banana')
  world.press('enter')
  expect(picked).toEqual([[['cherry', 'apple'], '']])
})

test('a wide screen has room for what is chosen from', () => {
  const summary = 'A summary of an issue '.repeat(4).trim()
  const { world } = withPicker({}, [{ id: 'one', label: summary }])
  world.app.store.update((state) => ({ ...state, size: { columns: 120, rows: 36 } }))
  expect(drawn(world)).not.toContain(summary)
  world.app.store.update((state) => ({ ...state, size: { columns: 200, rows: 60 } }))
  expect(drawn(world)).toContain(summary)
})

test('where things are added Enter takes what the cursor is on, unless something else was chosen', () => {
  const first = withPicker({ chosen: new Set(), adds: true })
  first.world.press('down', 'enter')
  expect(first.picked).toEqual([[['banana'], '']])
  const second = withPicker({ chosen: new Set(), adds: true })
  second.world.press('space', 'down', 'enter')
  expect(second.picked).toEqual([[['apple'], '']])
  const third = withPicker({ chosen: new Set(), adds: true })
  third.world.press('space', 'space', 'enter')
  expect(third.picked).toEqual([[[], '']])
})

test('what is typed can be made when nothing is called so exactly', () => {
  const { world, picked } = withPicker({ creatable: true })
  world.press('Apple')
  expect(offeredItems(world.modal('picker')).map(({ label }) => label)).toEqual(['Apple'])
  world.press('s')
  expect(offeredItems(world.modal('picker')).at(-1)).toEqual({ id: 'Apples', label: 'Apples', detail: 'new' })
  world.press('pagedown', 'enter')
  expect(picked).toEqual([[['Apples'], 'Apples']])
})

test('a picker does not jump while the list gets shorter', () => {
  const { world } = withPicker()
  const before = drawn(world).split('\n').length
  world.press('zzz')
  expect(drawn(world).split('\n')).toHaveLength(before)
})

test('a label stays whole where what stands behind it is long', () => {
  const world = createWorld({ size: { columns: 40, rows: 10 } })
  world.app.open(
    picker([
      { id: '1', label: 'Tomasz Wieczorek', detail: '712020:6cec430d-79ae-68e6-df1e-0434e5' },
      { id: '2', label: 'A label that is longer than any row', detail: 'and a detail' },
    ]),
  )
  const text = drawn(world)
  expect(text).toMatch(/ Tomasz Wieczorek +712020:6cec\S*…/u)
  expect(text).toMatch(/ A label that is \S*… and a \S*… /u)
})
