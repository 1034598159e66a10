import fc from 'fast-check'
import { expect, test } from 'vitest'
import { triageLayout } from './layout.ts'

const at = (columns: number, rows: number, more: Partial<Parameters<typeof triageLayout>[0]> = {}) =>
  triageLayout({ size: { columns, rows }, resize: { views: 0, preview: 0 }, zoomed: false, focus: 'list', ...more })

test('a wide screen has views, list and preview side by side', () => {
  const { views, list, preview, stacked } = at(120, 40)
  expect(stacked).toBe(false)
  expect((views?.width ?? 0) + (list?.width ?? 0) + (preview?.width ?? 0)).toBe(120)
})

test('on a very wide screen the list gets what a text has no use for', () => {
  expect(at(200, 60)).toMatchObject({ list: { width: 106 }, preview: { width: 68 } })
  expect(at(200, 60, { resize: { views: 0, preview: 10 } })).toMatchObject({ preview: { width: 78 } })
})

test('below 110 columns the preview moves under the list', () => {
  const { list, preview, stacked, bodyHeight } = at(109, 40)
  expect(stacked).toBe(true)
  expect((list?.height ?? 0) + (preview?.height ?? 0)).toBe(bodyHeight)
})

test('below 80 columns there is only the list, or what has the focus', () => {
  expect(at(79, 40)).toMatchObject({ views: null, preview: null, list: { width: 79 } })
  expect(at(79, 40, { focus: 'preview' })).toMatchObject({ list: null, preview: { width: 79 } })
})

test('panes fill the screen exactly, whatever its size and however they were resized', () => {
  const sizes = fc.record({ columns: fc.integer({ min: 24, max: 300 }), rows: fc.integer({ min: 6, max: 100 }) })
  const resize = fc.record({ views: fc.integer({ min: -16, max: 16 }), preview: fc.integer({ min: -120, max: 120 }) })
  fc.assert(
    fc.property(sizes, resize, (size, resized) => {
      const { views, list, preview, stacked, bodyHeight } = at(size.columns, size.rows, { resize: resized })
      const across = (views?.width ?? 0) + (list?.width ?? 0) + (stacked ? 0 : (preview?.width ?? 0))
      expect(across).toBe(size.columns)
      expect((list?.height ?? 0) + (stacked ? (preview?.height ?? 0) : 0)).toBe(bodyHeight)
      for (const box of [views, list, preview]) if (box !== null) expect(box.width).toBeGreaterThan(4)
    }),
  )
})
