import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyTheme, bare, cells, hostileLine, plainTheme, sgrCodes, widths } from '../screens/testing.ts'
import { drawFrame } from './frame.ts'
import { line } from './pieces.ts'

test('a frame has exactly its height and each line exactly its width', () => {
  const heights = fc.integer({ min: 1, max: 60 })
  fc.assert(
    fc.property(
      hostileLine,
      hostileLine,
      widths,
      heights,
      fc.array(hostileLine, { maxLength: 5 }),
      anyTheme,
      (title, right, width, height, texts, theme) => {
        const lines = texts.map((text) => line([['text', text]], Math.max(0, width - 2), theme))
        const drawn = drawFrame({ title, right, lines, width, height, focused: height % 2 === 0 }, theme)
        expect(drawn).toHaveLength(height)
        expect(drawn.map(cells)).toEqual(drawn.map(() => width))
      },
    ),
  )
})

test('the upper edge shows the title, and the text at its right end while there is room', () => {
  const frame = { title: 'Mine', right: '3/9', lines: [], height: 2, focused: true }
  expect(bare(drawFrame({ ...frame, width: 24 }, plainTheme)[0] ?? '')).toBe('╭─ Mine ───────── 3/9 ─╮')
  expect(bare(drawFrame({ ...frame, width: 12 }, plainTheme)[0] ?? '')).toBe('╭─ Mine ───╮')
})

test('a long title is cut, never the frame', () => {
  const [top = ''] = drawFrame(
    { title: 'A very long title', lines: [], width: 14, height: 3, focused: false },
    plainTheme,
  )
  expect(top).toMatch(/^╭─ A very.* ─╮$/)
})

test('missing lines are blank and surplus ones are left out', () => {
  const frame = { title: '', width: 5, focused: false }
  expect(drawFrame({ ...frame, lines: [], height: 3 }, plainTheme)[1]).toBe('│   │')
  const full = drawFrame({ ...frame, lines: ['aaa', 'bbb', 'ccc'], height: 4 }, plainTheme)
  expect(full.map(bare)).toEqual(['╭───╮', '│aaa│', '│bbb│', '╰───╯'])
})

test('without colours a frame is plain text', () => {
  const drawn = drawFrame({ title: 'T', right: 'r', lines: [], width: 30, height: 4, focused: true }, plainTheme)
  expect(sgrCodes(drawn.join('')).filter((code) => code >= 30)).toEqual([])
})
