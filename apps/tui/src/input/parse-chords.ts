import { type Chord, graphemes } from './chord.ts'

/** What comes of keys that a person wrote down: the sequence, or what is wrong with it and what to do. */
export type ParsedChords =
  | { readonly ok: true; readonly sequence: readonly Chord[] }
  | { readonly ok: false; readonly what: string; readonly todo: string }

const names = new Set([
  'enter',
  'esc',
  'tab',
  'space',
  'up',
  'down',
  'left',
  'right',
  'pageup',
  'pagedown',
  'home',
  'end',
  'backspace',
  'delete',
])

const spellings: Readonly<Record<string, string>> = {
  return: 'enter',
  escape: 'esc',
  pgup: 'pageup',
  pgdn: 'pagedown',
  del: 'delete',
  spacebar: 'space',
}

/** What terminals send for them is what they send for another key. */
const sameAs: Readonly<Record<string, string>> = {
  'ctrl-i': 'tab',
  'ctrl-m': 'enter',
  'ctrl-j': 'enter',
  'ctrl-h': 'backspace',
  'ctrl-[': 'esc',
}

const modifier = /^(ctrl|control|c|alt|meta|m|a|shift|s)[-+](?=.)/iu

const modifierOf: Readonly<Record<string, 'ctrl' | 'alt' | 'shift'>> = {
  ctrl: 'ctrl',
  control: 'ctrl',
  c: 'ctrl',
  alt: 'alt',
  meta: 'alt',
  m: 'alt',
  a: 'alt',
  shift: 'shift',
  s: 'shift',
}

const wrong = (what: string, todo: string): ParsedChords => ({ ok: false, what, todo })

/** One key with its modifiers; `rest` is what is left of the word after these. */
const keyOf = (rest: string, held: ReadonlySet<string>, word: string): Chord | ParsedChords => {
  const lower = rest.toLowerCase()
  const name = spellings[lower] ?? lower
  const prefix = (['ctrl', 'alt', 'shift'] as const).flatMap((one) => (held.has(one) ? [`${one}-`] : [])).join('')
  if (names.has(name)) return `${prefix}${name}`
  if (graphemes(rest).length !== 1)
    return wrong(`“${word}” is no key`, 'Keys are written as a, G, ctrl-d, alt-x, enter, space, shift-tab, or g g')
  if (!held.has('shift')) return `${prefix}${held.has('ctrl') ? lower : rest}`
  const upper = rest.toUpperCase()
  return wrong(`Terminals send no ${word}`, upper === rest ? 'Write the sign itself' : `Write ${upper}`)
}

const chordOf = (word: string): Chord | ParsedChords => {
  const held = new Set<string>()
  let rest = word
  for (let found = modifier.exec(rest); found !== null; found = modifier.exec(rest)) {
    held.add(modifierOf[(found[1] ?? '').toLowerCase()] ?? '')
    rest = rest.slice(found[0].length)
  }
  const chord = keyOf(rest, held, word)
  if (typeof chord !== 'string') return chord
  const same = sameAs[chord]
  if (same !== undefined) return wrong(`Terminals send ${same} for ${chord}`, `Write ${same}, or choose another key`)
  return chord === 'ctrl-c' ? wrong('ctrl-c always leaves', 'Choose another key') : chord
}

const longest = 4

/**
 * Reads keys as a person writes them: `a`, `G`, `ctrl-d` (also `C-d`, `Ctrl+D`), `enter`, or several that are pressed one after the
 * other: `g s`.
 */
export const parseChords = (text: string): ParsedChords => {
  const words = text.trim() === '' && text !== '' ? ['space'] : text.trim().split(/\s+/u)
  if (words[0] === '') return wrong('No key stands here', 'Write a key such as a, ctrl-d or g g, or false for none')
  if (words.length > longest) return wrong(`These are more than ${longest} keys`, 'Use fewer')
  const sequence: Chord[] = []
  for (const word of words) {
    const chord = chordOf(word)
    if (typeof chord !== 'string') return chord
    sequence.push(chord)
  }
  return /^[1-9]$/u.test(sequence[0] ?? '')
    ? wrong(`${sequence[0]} begins a number, as in 5j`, 'Begin with another key')
    : { ok: true, sequence }
}

/** As `parseChords` reads it. */
export const writeChords = (sequence: readonly Chord[]): string => sequence.join(' ')
