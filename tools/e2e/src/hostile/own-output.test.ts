import { expect, test } from 'vitest'
import { obeyed, odd } from './kinds.ts'
import { foreignOutput, foreignPrint } from './own-output.ts'

test('what the program itself sends is its own', () => {
  const own =
    '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H\x1b[2J\x1b[?2026h\x1b[38;2;1;2;3m│\x1b[0m a\r\n\x1b[12G👩\u200d👧\x1b[K\x1b[E\x1b[?2026l' +
    '\x1b]2;acme – Untriaged\x07\x1b]9;Mira: hello\x07\x1b]8;;https://jira.test/browse/A-1\x1b\\A-1\x1b]8;;\x1b\\'
  expect(foreignOutput(own)).toEqual([])
})

/** Which the program may send too: such a one is told from its own by what stands around it, and its words by their marks. */
const harmless = new Set(['\x1b[2J', '\x1b[?1049l', '\x1b[?25l'])

test.each(obeyed.filter((sequence) => !harmless.has(sequence)))('%j is not', (sequence) => {
  expect(foreignOutput(`a${sequence}b`)).not.toEqual([])
})

test('what is put on the clipboard, linked to and drawn as text is looked at', () => {
  for (const bad of [
    '\x1b]52;c;RVZJTA==\x07',
    '\x1b]8;;javascript:alert(1)\x07',
    '\x1b]8;;http://a b\x07',
    `e${'\u0301'.repeat(30)}`,
    'a\u200db',
    '\u202e',
  ])
    expect(foreignOutput(bad)).not.toEqual([])
  expect(odd.filter((text) => foreignPrint(text).length > 0).length).toBeGreaterThan(5)
})
