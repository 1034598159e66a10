import type { ViewRows } from '@mmd/replica'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyTheme, bare, cells, hostileLine, plainTheme, widths } from '../testing.ts'
import { rowsOf, views } from './testing.ts'
import { viewsLines } from './views-pane.ts'

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
