import fc from 'fast-check'
import { expect, test } from 'vitest'
import { triageLayout } from '../screens/triage/layout.ts'
import { type AppState, initialState } from '../state/state.ts'
import { type Place, placeAt, pullBorder } from './places.ts'

const sized = (columns: number, rows: number): AppState => initialState({ columns, rows })

const at = (state: AppState, column: number, row: number): Place => placeAt(state, { column, row })

test('on a wide screen the panes stand beside one another with borders between them', () => {
  const state = sized(120, 40)
  expect(at(state, 5, 3)).toEqual({ kind: 'pane', pane: 'views', row: 1 })
  expect(at(state, 25, 3)).toEqual({ kind: 'border', border: 'views' })
  expect(at(state, 30, 2)).toEqual({ kind: 'pane', pane: 'list', row: 0 })
  expect(at(state, 118, 2)).toEqual({ kind: 'pane', pane: 'preview', row: 0 })
  expect(at(state, 30, 0)).toEqual({ kind: 'nothing' })
  expect(at(state, 30, 38)).toEqual({ kind: 'footer' })
  expect(at(state, 30, 39)).toEqual({ kind: 'nothing' })
})

test('on a narrow one the issue is below the list, and on the narrowest there is one pane', () => {
  const state = sized(80, 24)
  const { list } = triageLayout(state)
  expect(at(state, 40, list?.height ?? 0)).toEqual({ kind: 'border', border: 'preview' })
  expect(at(state, 40, (list?.height ?? 0) + 2)).toEqual({ kind: 'pane', pane: 'preview', row: 0 })
  expect(at(sized(40, 10), 20, 2)).toEqual({ kind: 'pane', pane: 'list', row: 0 })
  expect(at({ ...sized(120, 40), zoomed: true }, 5, 2)).toEqual({ kind: 'pane', pane: 'preview', row: 0 })
})

test('a border that is pulled stands under the pointer', () => {
  const wide = pullBorder(sized(120, 40), 'views', { column: 30, row: 5 })
  expect(triageLayout(wide).views?.width).toBe(31)
  const preview = pullBorder(sized(160, 40), 'preview', { column: 80, row: 5 })
  expect(triageLayout(preview).preview?.width).toBe(80)
  const below = pullBorder(sized(80, 40), 'preview', { column: 40, row: 20 })
  expect(triageLayout(below).preview?.height).toBe(18)
  expect(at(below, 40, 20)).toEqual({ kind: 'border', border: 'preview' })
})

test('every cell is somewhere, and however far a border is pulled the screen is whole', () => {
  const cell = fc.record({ column: fc.integer({ min: -5, max: 300 }), row: fc.integer({ min: -5, max: 100 }) })
  const size = fc.record({ columns: fc.integer({ min: 24, max: 220 }), rows: fc.integer({ min: 6, max: 70 }) })
  fc.assert(
    fc.property(size, cell, cell, fc.constantFrom('views', 'preview'), (given, to, click, border) => {
      const pulled = pullBorder(initialState(given), border, to)
      const layout = triageLayout(pulled)
      for (const box of [layout.views, layout.list, layout.preview]) {
        if (box === null) continue
        expect(box.width).toBeGreaterThan(0)
        expect(box.height).toBeGreaterThan(0)
        expect(box.width).toBeLessThanOrEqual(given.columns)
      }
      const place = placeAt(pulled, click)
      if (place.kind === 'pane') expect(layout[place.pane]).not.toBeNull()
    }),
  )
})
