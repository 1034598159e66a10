import { join } from 'node:path'
import { array, assert, boolean, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadOriginal, loadPatched, packageFolder } from '../testing/patched-module.ts'
import { emojiPrefix, isNarrow, isRgiEmoji } from './emoji-width.ts'

interface StringWidth {
  readonly default: (text: string, options?: { ambiguousIsNarrow?: boolean; countAnsiEscapeCodes?: boolean }) => number
}

const rgiEmoji = /^\p{RGI_Emoji}$/v
const prefix = /^(?:\p{RGI_Emoji}|\p{Regional_Indicator}{1,2}|[\d#*]\u{FE0F})/v
const never = { test: () => expect.unreachable(), exec: () => expect.unreachable() } as unknown as RegExp

const codePoints = Array.from({ length: 0x11_00_00 }, (_, codePoint) => codePoint)
const marks = ['', '\uFE0F', '\uFE0E', '\u20E3', '\u{1F3FD}', '\u0301', '\u200D\u{1F680}', '\uFE0F\u20E3', '\u{1F1EB}']

const isEmojiLike = (point: number): boolean =>
  point < 0x3_00 || (point >= 0x20_00 && point <= 0x33_00) || (point >= 0x1_f0_00 && point <= 0x1_ff_ff)

/** Every character of the first plane, and where emoji are and in samples elsewhere each with marks that change widths. */
const clusters = [
  ...codePoints.slice(0, 0x1_00_00).map((point) => String.fromCodePoint(point)),
  ...codePoints
    .filter((point) => isEmojiLike(point) || point % 197 === 0)
    .flatMap((point) => marks.map((mark) => String.fromCodePoint(point) + mark)),
]

const family = '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}'
const pieces = [
  'a',
  'é',
  '│',
  '→',
  '漢',
  '가',
  '🚀',
  family,
  '🇫🇷',
  '☎\uFE0F',
  '1\uFE0F\u20E3',
  '\u0301',
  '\u200B',
  '\u001B[31m',
  '\t',
  '✓',
]
const anyText = array(oneof(constantFrom(...pieces), string({ unit: 'binary' }), string({ unit: 'grapheme' }))).map(
  (parts) => parts.join(''),
)

describe('isRgiEmoji', () => {
  it('agrees with the expression on every character and on marked ones', () => {
    expect(codePoints.filter((point) => differs(String.fromCodePoint(point)))).toEqual([])
    expect(clusters.filter(differs)).toEqual([])
  })

  it('never asks the expression about a single character, nor about text', () => {
    expect([
      isRgiEmoji('🚀', never),
      isRgiEmoji('é', never),
      isRgiEmoji('e\u0301', never),
      isRgiEmoji('│', never),
    ]).toEqual([true, false, false, false])
  })
})

const differs = (cluster: string): boolean => isRgiEmoji(cluster, rgiEmoji) !== rgiEmoji.test(cluster)

describe('emojiPrefix', () => {
  it('matches what the expression matches', () => {
    const wrong = clusters.filter((cluster) => emojiPrefix(cluster, prefix)?.[0] !== prefix.exec(cluster)?.[0])
    expect(wrong).toEqual([])
  })

  it('never asks the expression about a single character, nor about text', () => {
    expect([emojiPrefix('🚀', never)?.[0], emojiPrefix('e\u0301', never)]).toEqual(['🚀', null])
  })
})

describe.each([
  { version: '8.3.0', chain: ['ink', 'string-width'] },
  { version: '9.0.0', chain: ['string-width'] },
])('string-width $version with the patches', async ({ chain }) => {
  const file = join(packageFolder(chain), 'index.js')
  const [original, patched] = await Promise.all([loadOriginal<StringWidth>(file), loadPatched<StringWidth>(file)])
  const wrong = (text: string, ambiguousIsNarrow: boolean): boolean =>
    original.default(text, { ambiguousIsNarrow }) !== patched.default(text, { ambiguousIsNarrow })

  it('gives every sampled cluster the width it had', () => {
    expect(clusters.filter((cluster) => wrong(cluster, true))).toEqual([])
  }, 60_000)

  it('gives every character of the first plane the width it had when ambiguous ones are wide', () => {
    const characters = codePoints.slice(0, 0x1_00_00).map((point) => String.fromCodePoint(point))
    expect(characters.filter((character) => wrong(character, false))).toEqual([])
  })

  it('gives any text the width it had', () => {
    assert(
      property(anyText, boolean(), boolean(), (text, ambiguousIsNarrow, countAnsiEscapeCodes) => {
        const options = { ambiguousIsNarrow, countAnsiEscapeCodes }
        expect(patched.default(text, options)).toBe(original.default(text, options))
      }),
      { numRuns: 5000 },
    )
  })
})

describe('isNarrow', () => {
  it('holds for a line of a terminal screen and not for wide or invisible characters', () => {
    expect(['│ Größe → ok •', 'ab漢', 'a\u00ADb', '⌚', 'a\nb'].map((text) => isNarrow(text))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
