import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from '../../app/testing.ts'
import { anyTheme, cells, hostileLine, hostileText, isHarmless, plainTheme, sgrCodes } from '../testing.ts'
import { everyModal } from './every-modal.ts'
import { drawModal } from './modals.ts'

test('a dialog fits the screen and each of its lines its width, whatever it says', () => {
  const sizes = fc.record({ columns: fc.integer({ min: 24, max: 200 }), rows: fc.integer({ min: 6, max: 60 }) })
  fc.assert(
    fc.property(hostileLine, hostileText, sizes, fc.nat(40), anyTheme, (line, text, size, at, theme) => {
      const { app } = createWorld({ size })
      for (const modal of everyModal(line, text, at)) {
        const placed = drawModal(app, modal, theme)
        if (placed === null) throw new Error(`${modal.kind} is not drawn`)
        expect(placed.lines.filter((row) => cells(row) !== placed.width || !isHarmless(row))).toEqual([])
        expect(placed.left + placed.width).toBeLessThanOrEqual(size.columns)
        expect(placed.top + placed.lines.length).toBeLessThanOrEqual(size.rows - 1)
      }
    }),
    { numRuns: 40 },
  )
})

test('without colours dialogs use attributes alone', () => {
  const { app } = createWorld()
  for (const modal of everyModal('line', 'text', 1)) {
    const drawn = drawModal(app, modal, plainTheme)?.lines.join('') ?? ''
    expect(sgrCodes(drawn).filter((code) => code >= 30)).toEqual([])
  }
})
