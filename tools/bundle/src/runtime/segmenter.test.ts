import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lazySegmenter, lightSegmenter } from './segmenter.ts'

const real = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const pairs = (segments: Iterable<{ segment: string; index: number }>): string =>
  Array.from(segments, ({ segment, index }) => `${index}:${segment}`).join('\n')

const disagreements = (texts: readonly string[]): string[] =>
  texts.filter((text) => pairs(lightSegmenter.segment(text)) !== pairs(real.segment(text)))

// One of each kind of those that stand alone.
const common = ['a', '\n', '\u001B', '\u00A9', '\u25B6', '1', '漢', '가', 'あ', 'Ж']

// One of each kind that the rules for clusters (UAX #29) tell apart.
const neighbours = [
  'a',
  '\n',
  '\r',
  '\u001B',
  '\u0301',
  '\u200D',
  '\u00A9',
  '\u25B6',
  '\uFE0F',
  '1',
  '漢',
  '가',
  'ᄀ',
  'ᅡ',
  'ᆨ',
  'ि',
  '\u0600',
]

describe('lightSegmenter', () => {
  it('cuts each unit of the first plane beside each kind of neighbour as the real one does', () => {
    const texts = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit)).map(
      (character) => character + common.map((neighbour) => neighbour + character).join('') + character,
    )
    expect(disagreements(texts)).toEqual([])
  })

  it('cuts any text as the real one does', () => {
    const unit = oneof(string({ unit: 'binary' }), string({ unit: 'grapheme' }), constantFrom(...neighbours))
    assert(
      property(array(unit), (parts) => {
        expect(disagreements([parts.join('')])).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  it('gives an iterator that can be stepped by hand', () => {
    const steps = lightSegmenter.segment('ab')[Symbol.iterator]()
    expect([steps.next().value, steps.next().value, steps.next().value]).toEqual([
      { segment: 'a', index: 0 },
      { segment: 'b', index: 1 },
      undefined,
    ])
  })
})

describe('lazySegmenter', () => {
  it('answers for single positions like the real one', () => {
    expect(lazySegmenter.segment('ae\u0301').containing(2)).toEqual(real.segment('ae\u0301').containing(2))
  })
})
