import { expect, test } from 'vitest'
import { createWholeFrames } from './whole-frames.ts'

const [begin, end] = ['\u001B[?2026h', '\u001B[?2026l']

test('a frame is drawn whole, wherever its pieces end', () => {
  const output = `before ${begin}one${end} between ${begin}two${end} after`
  for (let first = 0; first <= output.length; first += 1) {
    const frames = createWholeFrames()
    const shown = frames.take(output.slice(0, first))
    expect(['before ', `before ${begin}one${end} between `, output].some((whole) => whole.startsWith(shown))).toBe(true)
    expect(shown).not.toMatch(/(?:one|two)$|\[\?2026h[a-z]*$/u)
    expect(shown + frames.take(output.slice(first))).toBe(output)
    expect([frames.isOpen, frames.rest()]).toEqual([false, ''])
  }
})

test('a frame that does not end is kept, and given at the end of all output', () => {
  const frames = createWholeFrames()
  expect(frames.take(`a${begin}b`)).toBe('a')
  expect(frames.take('c')).toBe('')
  expect(frames.isOpen).toBe(true)
  expect(frames.rest()).toBe(`${begin}bc`)
  expect(frames.isOpen).toBe(false)
})

test('what only looks like a beginning is drawn with what follows it', () => {
  const frames = createWholeFrames()
  expect(frames.take('a\u001B[?20')).toBe('a')
  expect(frames.isOpen).toBe(false)
  expect(frames.take('04h')).toBe('\u001B[?2004h')
})
