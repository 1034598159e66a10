import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld, testSite, type World } from '../../app/testing.ts'
import { emptyBuffer } from '../../input/text-edit.ts'
import type { MenuItem } from '../../state/modal.ts'
import type { SiteRow } from '../../state/site-modals.ts'
import { bare, cells, hostileLine, plainTheme } from '../testing.ts'
import { drawModal } from './modals.ts'

const nothing = (): void => {}

const row = (name: string, user: string, state: 'signed-in' | 'expired' | 'sign-in-needed' = 'signed-in'): SiteRow => ({
  site: testSite(name, { user: { id: 'x', name: user }, badge: 'red' }),
  isDefault: false,
  status: { method: 'pat', state, refreshable: false, where: 'the OS keychain' },
})

const listOf = (rows: readonly SiteRow[], columns: number, lines = 40): World => {
  const world = createWorld({ size: { columns, rows: lines } })
  world.app.open({
    kind: 'sites',
    marked: new Set(),
    last: [],
    rows,
    phase: 'ready',
    error: null,
    cursor: 0,
    filter: emptyBuffer,
    typing: false,
    onReload: nothing,
  })
  return world
}

const drawn = (world: World): readonly string[] => {
  const modal = world.state().modals.at(-1)
  return modal === undefined ? [] : (drawModal(world.app, modal, plainTheme)?.lines ?? []).map(bare)
}

/** Cells before the first place where the text stands. */
const place = (line: string, text: string): number => cells(line.slice(0, line.indexOf(text)))

test('columns stand below each other, whatever the names and however wide the window', () => {
  const words = fc.tuple(hostileLine, hostileLine)
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 200 }), ([one, other], columns) => {
      const [, head = '', ...lines] = drawn(listOf([row('a', one), row('b', other, 'expired')], columns))
      const at = place(head, 'State')
      expect(place(lines[0] ?? '', 'signed in')).toBe(at)
      expect(place(lines[1] ?? '', 'expired')).toBe(at)
    }),
  )
})

test('a narrow window has name and state, a wide one all there is to know', () => {
  const head = (columns: number): string => drawn(listOf([row('work', 'Mia Me')], columns))[1] ?? ''
  expect(head(44)).toMatch(/Name +State/)
  expect(head(44)).not.toContain('Address')
  expect(head(80)).toMatch(/Name +Address +State/)
  expect(head(120)).toMatch(/Name +Address +Signs in by +As +State/)
})

test('a list longer than the window scrolls, and help and the way out are among its keys however low it is', () => {
  const rows = Array.from({ length: 30 }, (_, at) => row(`site-${at}`, 'Mia Me'))
  const world = listOf(rows, 40, 10)
  world.press('G')
  expect(drawn(world).join('\n')).toContain('▸   ○ site-29')
  expect(drawn(world).join('\n')).toContain('? keys')
  expect(drawn(world).join('\n')).toContain('Esc closes')
  expect(drawn(world)[0]).toContain('30/30')
})

test('the cursor stays on its site when the filter is cleared, while typing and after', () => {
  const world = listOf([row('acme', 'Mia Me'), row('globex', 'Mia Me'), row('hooli', 'Mia Me')], 80)
  const here = (): string | undefined => /▸.*○ (\w+)/u.exec(drawn(world).join('\n'))?.[1]
  world.press('j', '/', 'esc')
  expect(here()).toBe('globex')
  world.press('/', 'h', 'o', 'o', 'enter')
  expect(here()).toBe('hooli')
  world.press('esc')
  expect(here()).toBe('hooli')
})

const menu = (items: readonly MenuItem[], columns: number): readonly string[] => {
  const world = createWorld({ size: { columns, rows: 30 } })
  world.app.open({ kind: 'menu', title: 'M', intro: [], tone: 'info', items, cursor: 0, onPick: nothing })
  return drawn(world)
}

test('a label is never cut for a reason: the reason goes below, and a label that has no room is a shorter one', () => {
  const items: readonly MenuItem[] = [
    { id: 'a', label: 'Company login in the browser', short: 'Login', disabled: 'needs something newer' },
  ]
  expect(menu(items, 100)[1]).toMatch(/Company login in the browser +needs something newer/)
  const narrow = menu(items, 44)
  expect(narrow[1]).toMatch(/Company login in the browser +│/)
  expect(narrow.join('\n')).toContain('Not here: needs something newer')
  expect(menu(items, 28)[1]).toMatch(/▸ Login +│/)
})

test('a menu does not move with its cursor: the longest explanation has its room from the start', () => {
  const items: readonly MenuItem[] = [
    { id: 'a', label: 'a', about: 'short' },
    { id: 'b', label: 'b', about: 'long '.repeat(60) },
  ]
  const world = createWorld({ size: { columns: 80, rows: 30 } })
  world.app.open({ kind: 'menu', title: 'M', intro: [], tone: 'info', items, cursor: 0, onPick: nothing })
  const before = drawn(world).length
  world.press('j')
  expect(drawn(world)).toHaveLength(before)
})
