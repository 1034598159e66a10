import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capLine, LINE_LIMIT, type UntrustedKind, untrusted } from './untrusted.ts'

const NEVER_IN_TEXT =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u
const NEVER_IN_LINE = /[\s--[ ]]|^ | $| {2}/v

const KINDS: readonly UntrustedKind[] = ['line', 'text']

const PIECES: readonly string[] = [
  ['\x1b', '\x1b[', '\x1b[31m', '\x1b]0;', '\x1b\\', '\x07', '\x9b', '\x9d', '\x9c', '\x90', '\x1bP', '\x1b_', '\x1b('],
  ['\r', '\n', '\r\n', '\t', ' ', '  ', '\u00a0', '\u2028', '\u0085', '\v', '\0', '\x7f', '\u3000'],
  ['\u200b', '\u200d', '\u200e', '\u202e', '\u2066', '\u2069', '\ufeff', '\u00ad', '\u{e0041}', '\ufe0f', '\ufe00'],
  ['\u0301', '\u20e3', '\ud83d', '\ude00', '👩', '❤', '🏽', '1', 'a', 'Z', ';', 'é', '漢', 'ไ', '\u0e49'],
].flat()

/** What a hostile or broken text is made of. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 60 })
  .map((pieces) => pieces.join(''))

describe('untrusted, for any text', () => {
  test.each(KINDS)('leaves nothing that acts on a terminal or hides (%s)', (kind) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const cleaned = untrusted(text, kind)
        expect(cleaned).not.toMatch(NEVER_IN_TEXT)
        expect(cleaned.isWellFormed()).toBe(true)
        expect(cleaned).not.toMatch(/\p{M}{10}/u)
      }),
      { numRuns: 2000 },
    )
  })

  test('leaves single spaces only in a line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(untrusted(text, 'line')).not.toMatch(NEVER_IN_LINE)
      }),
    )
  })

  test.each(KINDS)('changes nothing the second time (%s)', (kind) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const once = untrusted(text, kind)
        expect(untrusted(once, kind)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })

  test.each(KINDS)('leaves printable ASCII words as they are (%s)', (kind) => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[!-~]+$/)), (words) => {
        expect(untrusted(words.join(' '), kind)).toBe(words.join(' '))
      }),
    )
  })

  test('keeps what is around an escape sequence', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    const sequence = fc.oneof(
      fc.stringMatching(/^\x1b\[[0-9;?]{0,6}[ -/]?[@-~]$/),
      fc.stringMatching(/^\x9b[0-9;]{0,6}[@-~]$/),
      fc.stringMatching(/^\x1b[\]PX^_][a-z;]{0,8}(?:\x1b\\|\x9c|\x07)$/),
      fc.stringMatching(/^[\x9d\x90\x98\x9e\x9f][a-z;]{0,8}(?:\x1b\\|\x9c|\x07)$/),
      fc.stringMatching(/^\x1b[()#%][0-9A-Z]$/),
      fc.constantFrom('\x1bc', '\x1b7', '\x1b=', '\x1bM'),
    )
    fc.assert(
      fc.property(word, sequence, word, (before, escape, after) => {
        expect(untrusted(before + escape + after, 'text')).toBe(before + after)
      }),
    )
  })
})

describe('untrusted', () => {
  test.each([
    ['\x1b[2Jgone\x1b[0m', 'gone'],
    ['a\x1b]52;c;ZXZpbA==\x07b', 'ab'],
    ['a\x1b]8;;https://evil.test\x1b\\link\x1b]8;;\x1b\\b', 'alinkb'],
    ['a\x1b]0;no end', 'a0;no end'],
    ['a\x1b]0;one\x1b[31mtwo', 'atwo'],
    ['one\r\ntwo\rthree\u2028four\u0085five', 'one\ntwo\nthree\nfour\nfive'],
    ['tab\there\n  indented', 'tab\there\n  indented'],
    ['user\u202egnp.exe', 'usergnp.exe'],
    ['\ud83d broken', '\ufffd broken'],
    ['e' + '\u0301'.repeat(40), 'e' + '\u0301'.repeat(8)],
    ['\u0301start', 'start'],
    ['👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3', '👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3'],
    ['pass\u200dword a\ufe0f', 'password a'],
    ['🏴\u{e0067}\u{e0062}\u{e007f}', '🏴'],
    ['สวัสดี नमस्ते', 'สวัสดี नमस्ते'],
  ])('cleans %j in a text', (text, expected) => {
    expect(untrusted(text, 'text')).toBe(expected)
  })

  test.each([
    ['  leading and\ttrailing\u00a0 \r\n', 'leading and trailing'],
    ['a\u200b \u200bb', 'a b'],
    ['\v\f', ''],
    ['two  spaces', 'two spaces'],
  ])('makes one line of %j', (text, expected) => {
    expect(untrusted(text, 'line')).toBe(expected)
  })

  test('returns the same characters for every script of a plain text', () => {
    const text = 'Grüße, Привет, 漢字かなカナ, 한국어, “quotes” … → ✓'
    expect(untrusted(text, 'text')).toBe(text)
    expect(untrusted(text, 'line')).toBe(text)
  })

  test('takes work in proportion to the length, also for unfinished sequences', () => {
    // Quadratic work would need hours here, so this ends by the test's own time limit.
    for (const unit of ['\x1b]', '\x1b[', '\x9d', '\u200d', '\u0301', '\x1b]0;x\x1b', 'é ', '\ud83d'])
      expect(untrusted(unit.repeat(1_000_000), 'text')).not.toMatch(NEVER_IN_TEXT)
  })
})

describe('capLine', () => {
  test('returns a short line as it is', () => {
    expect(capLine('x'.repeat(LINE_LIMIT))).toBe('x'.repeat(LINE_LIMIT))
  })

  test('never exceeds the limit, never breaks a pair, and is stable', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 30 }), (text, max) => {
        const capped = capLine(untrusted(text, 'line'), max)
        expect(capped.length).toBeLessThanOrEqual(max)
        expect(capped.isWellFormed()).toBe(true)
        expect(capLine(capped, max)).toBe(capped)
      }),
    )
  })

  test('cuts before an emoji sequence, not inside it', () => {
    expect(capLine('ab👩\u200d👧cd', 6)).toBe('ab…')
  })
})
