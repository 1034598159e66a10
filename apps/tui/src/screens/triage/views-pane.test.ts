import type { ViewRows } from '@mmd/replica'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyTheme, bare, cells, hostileLine, plainTheme, widths } from '../testing.ts'
import { rowsOf, views } from './testing.ts'
import { viewAtLine, viewsLines } from './views-pane.ts'

test('the views fill their width, keep their height, and show the active one whatever the height', () => {
  fc.assert(
    fc.property(
      fc.array(hostileLine, { maxLength: 12 }),
      widths,
      fc.nat(20),
      fc.nat(11),
      anyTheme,
      (titles, width, height, active, theme) => {
        const named = views.map((view, at) => ({ ...view, title: titles[at] ?? view.title }))
        const drawn = viewsLines({
          views: named,
          active: named[active]?.id ?? '',
          rowsOf: () => rowsOf(123_456),
          focused: true,
          width,
          height,
          theme,
        })
        expect(drawn.length).toBeLessThanOrEqual(height)
        expect(drawn.map(cells)).toEqual(drawn.map(() => width))
        if (height > 0) expect(drawn.some((row) => row.startsWith(theme.select('', true).slice(0, -4)))).toBe(true)
      },
    ),
  )
})

test('a view shows its number, its count, and ! when it failed', () => {
  const rows: Readonly<Record<string, ViewRows>> = { v0: rowsOf(7), v1: rowsOf(null, 'failed') }
  const input = { views, active: 'v0', focused: true, width: 24, height: 20, theme: plainTheme }
  const drawn = viewsLines({ ...input, rowsOf: (id) => rows[id] }).map(bare)
  expect(drawn[0]).toMatch(/^ 1 View 0 +7 $/)
  expect(drawn[1]).toMatch(/^ 2 View 1 +! $/)
  expect(drawn[2]).toMatch(/^ 3 View 2 +$/)
  expect(drawn).toContain(' Favourite filters      ')
  expect(drawn.at(-1)).toMatch(/^ {3}View 11/)
})

test('filters of several sites stand under the names of these, which they need not say again', () => {
  const drawn = viewsLines({
    views: [
      { id: 'mine', title: 'Mine', jql: '' },
      { id: 'filter:acme:1', title: 'acme: Bugs', jql: '' },
      { id: 'filter:beta:1', title: 'beta: Bugs', jql: '' },
    ],
    active: 'mine',
    rowsOf: (id) => (id === 'filter:beta:1' ? rowsOf(4, 'failed') : rowsOf(7)),
    focused: true,
    width: 24,
    height: 20,
    theme: plainTheme,
  }).map((row) => bare(row).trimEnd())
  expect(drawn.slice(2, 4)).toEqual([' Filters of acme', ` 2 Bugs${' '.repeat(15)}7`])
  expect(drawn.slice(5)).toEqual([' Filters of beta', ` 3 Bugs${' '.repeat(13)}! 4`])
})

const filters = Array.from({ length: 200 }, (_, at) => ({ id: `filter:${at}`, title: `Filter ${at}`, jql: '' }))

test('of a folded kind of views only the heading is shown, with how many there are, and the cursor on what it hides', () => {
  const some = { views, rowsOf: () => rowsOf(7), focused: true, width: 24, height: 20, theme: plainTheme }
  const drawn = viewsLines({ ...some, active: 'filter:7', folded: ['Favourite filters'] })
  expect(drawn.map(bare).slice(5)).toEqual([' '.repeat(24), ' ▸ Favourite filters  7 '])
  expect(drawn.at(-1)).not.toBe(bare(drawn.at(-1) ?? ''))
  const shown = { ...some, active: 'v0', folded: ['Favourite filters'] }
  expect(viewAtLine(shown, 6)).toEqual({ kind: 'heading', name: 'Favourite filters', count: 7, folded: true })
  expect(viewAtLine(shown, 2)).toEqual({ kind: 'view', index: 2 })
  expect(viewAtLine(shown, 7)).toBeUndefined()
})

test('a long list of views stays where it is until the cursor comes to its edge', () => {
  fc.assert(
    fc.property(fc.nat(199), fc.nat(250), fc.integer({ min: 1, max: 60 }), (active, top, height) => {
      const shown = viewsLines({
        views: filters,
        active: `filter:${active}`,
        top,
        rowsOf: () => undefined,
        focused: true,
        width: 30,
        height,
        theme: plainTheme,
      }).map(bare)
      expect(shown.filter((row) => row.trimEnd().endsWith(` Filter ${active}`))).toHaveLength(1)
    }),
  )
})
