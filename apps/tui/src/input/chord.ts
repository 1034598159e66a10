/** One key as the key table names it: `j`, `G`, `ctrl-d`, `enter`, `shift-tab`, `space`. */
export type Chord = string

/** What Ink says of a key; only what is used here. */
export interface InkKey {
  readonly upArrow: boolean
  readonly downArrow: boolean
  readonly leftArrow: boolean
  readonly rightArrow: boolean
  readonly pageUp: boolean
  readonly pageDown: boolean
  readonly home: boolean
  readonly end: boolean
  readonly return: boolean
  readonly escape: boolean
  readonly ctrl: boolean
  readonly shift: boolean
  readonly tab: boolean
  readonly backspace: boolean
  readonly delete: boolean
  readonly meta: boolean
}

const named: readonly (readonly [keyof InkKey, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
  ['escape', 'esc'],
]

const prefixed = (key: InkKey, name: string): Chord =>
  `${key.ctrl ? 'ctrl-' : ''}${key.meta && name !== 'esc' ? 'alt-' : ''}${key.shift ? 'shift-' : ''}${name}`

let segmenter: Intl.Segmenter | undefined

/** Made when the first text asks for it: loading its tables takes some ten milliseconds. */
const graphemeSegmenter = (): Intl.Segmenter => {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter
}

const asciiOnly = /^[\u0020-\u007E]*$/

/** Cuts text into what a person sees as single characters. */
export const graphemes = (text: string): readonly string[] =>
  asciiOnly.test(text) ? text.split('') : [...graphemeSegmenter().segment(text)].map(({ segment }) => segment)

/**
 * The chords of one input event. A held key or fast typing arrives as one event of several letters, so that one event
 * may be many chords. A line feed is `ctrl-j`, which no key table uses and a text area takes as a new line.
 */
export const toChords = (input: string, key: InkKey): readonly Chord[] => {
  if (key.tab) return [prefixed(key, 'tab')]
  for (const [flag, name] of named) if (key[flag]) return [prefixed(key, name)]
  if (key.ctrl) return [`ctrl-${input === ' ' ? 'space' : input.toLowerCase()}`]
  if (key.meta) return [`alt-${input}`]
  return graphemes(input).map(toChord)
}

const controls: Readonly<Record<string, Chord>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\r\n': 'enter',
  '\t': 'tab',
  '\u001B': 'esc',
  '\u007F': 'backspace',
  '\b': 'backspace',
}

/** A letter, or a control key that came in the middle of letters: slow lines deliver several keys at once. */
const toChord = (letter: string): Chord => {
  const named = controls[letter]
  if (named !== undefined) return named
  const code = letter.charCodeAt(0)
  return letter.length === 1 && code >= 1 && code <= 26 ? `ctrl-${String.fromCharCode(code + 96)}` : letter
}

const words: Readonly<Record<string, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  backspace: 'Backspace',
  tab: 'Tab',
  space: 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
}

/** A chord, or several of one sequence, as people read them: `Ctrl-D`, `g g`. */
export const showChords = (sequence: readonly Chord[]): string => sequence.map(shown).join(' ')

/** `Ctrl-D`, `Shift-→`, `Ctrl-Shift-↑`: what comes with a key, then the key. */
const shown = (chord: Chord): string => {
  const [modifiers = ''] = /^(?:(?:ctrl|alt|shift)-(?=.))*/.exec(chord) ?? []
  const key = chord.slice(modifiers.length)
  // With Ctrl a terminal sends the same for both cases, and people write the great letter.
  const letter = modifiers.startsWith('ctrl-') ? key.toUpperCase() : key
  return (
    modifiers.replaceAll(/[a-z]+/g, (name) => name.charAt(0).toUpperCase() + name.slice(1)) + (words[key] ?? letter)
  )
}
