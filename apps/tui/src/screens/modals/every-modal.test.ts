import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from '../../app/testing.ts'
import { anyTheme, bare, cells, hostileLine, hostileText, isHarmless, plainTheme, sgrCodes } from '../testing.ts'
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

/** What may be said of Esc. */
const waysOut = [
  'closes',
  'goes back',
  'cancels',
  'keeps the draft',
  'keeps what was',
  'stops typing',
  'clears it',
  'shows all',
  'decides later',
]

test('every dialog says what Esc does, in one of the words that there are for it', () => {
  for (const size of [
    { columns: 40, rows: 10 },
    { columns: 120, rows: 36 },
  ]) {
    const { app } = createWorld({ size })
    for (const modal of [...everyModal('a', 'text', 0), ...everyModal('a', 'text', 1)]) {
      // The line below a picker names its keys.
      if (modal.kind === 'picker') continue
      const words = (drawModal(app, modal, plainTheme)?.lines ?? [])
        .map((row) => bare(row).replaceAll(/[│╭╮╰╯─]/gu, ' '))
        .join(' ')
        .replaceAll(/\s+/gu, ' ')
      const said = words.includes('Esc') ? words.slice(words.lastIndexOf('Esc') + 'Esc '.length) : 'nothing'
      expect([modal.kind, waysOut.find((way) => said.startsWith(way)) ?? said]).toEqual([
        modal.kind,
        expect.toBeOneOf(waysOut),
      ])
    }
  }
})
