import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bufferOf, emptyBuffer } from '../../input/text-edit.ts'
import { bare, cells, hostileLine, plainTheme } from '../testing.ts'
import { drawInput } from './modal-view.ts'

test('typed text keeps its width, and the cursor is always seen', () => {
  fc.assert(
    fc.property(hostileLine, fc.nat(), fc.integer({ min: 4, max: 80 }), (text, at, width) => {
      const letters = [...new Intl.Segmenter().segment(text)].map(({ index }) => index)
      const cursor = [...letters, text.length][at % (letters.length + 1)] ?? 0
      const drawn = drawInput({ text, cursor }, width, plainTheme)
      expect(cells(drawn)).toBe(width)
      expect(drawn).toContain('\u001B[7m')
    }),
  )
})

test('a secret is drawn as dots alone', () => {
  expect(bare(drawInput(bufferOf('hunter2'), 12, plainTheme, { masked: 'all' }))).toBe('•••••••     ')
})

test('what stands in an empty field for what to type ends in … where it has no room', () => {
  expect(bare(drawInput(emptyBuffer, 12, plainTheme, { placeholder: 'words of the issue' }))).toContain('words of t…')
})
