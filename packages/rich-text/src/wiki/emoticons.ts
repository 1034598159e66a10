import type { Emoji } from '../document/document.ts'

/** Symbols that every terminal draws with the width we count: wide emoji by default, or narrow signs. */
const SYMBOLS: ReadonlyMap<string, { readonly text: string; readonly colour?: string }> = new Map([
  [':)', { text: '🙂' }],
  [':(', { text: '🙁' }],
  [':P', { text: '😛' }],
  [':p', { text: '😛' }],
  [':D', { text: '😀' }],
  [';)', { text: '😉' }],
  ['(y)', { text: '👍' }],
  ['(n)', { text: '👎' }],
  ['(i)', { text: 'ℹ', colour: 'blue' }],
  ['(/)', { text: '✔', colour: 'green' }],
  ['(x)', { text: '✘', colour: 'red' }],
  ['(!)', { text: '⚠', colour: 'yellow' }],
  ['(+)', { text: '⊕', colour: 'green' }],
  ['(-)', { text: '⊖', colour: 'red' }],
  ['(?)', { text: '❓' }],
  ['(on)', { text: '💡' }],
  ['(off)', { text: '◌' }],
  ['(*)', { text: '★', colour: 'yellow' }],
  ['(*y)', { text: '★', colour: 'yellow' }],
  ['(*r)', { text: '★', colour: 'red' }],
  ['(*g)', { text: '★', colour: 'green' }],
  ['(*b)', { text: '★', colour: 'blue' }],
  ['(flag)', { text: '🚩' }],
  ['(flagoff)', { text: '⚐' }],
])

const PATTERN = /[:;][()PpD]|\((?:[yni/x!+\-?]|on|off|flag|flagoff|\*[rgby]?)\)/y

/** The emoticon that begins at `at`; it must stand apart from words, so that `f(x)` stays what it is. */
export const matchEmoticon = (text: string, at: number, to: number): Emoji | undefined => {
  if (at > 0 && !/[\s|]/.test(text[at - 1] ?? '')) return undefined
  PATTERN.lastIndex = at
  const source = PATTERN.exec(text)?.[0]
  if (source === undefined || at + source.length > to) return undefined
  if (/[\p{L}\p{N}]/u.test(text[at + source.length] ?? '')) return undefined
  const symbol = SYMBOLS.get(source)
  return symbol === undefined ? undefined : { type: 'emoji', source, ...symbol }
}
