import { textWidth } from '@mmd/rich-text/cells'
import { graphemes } from '../input/chord.ts'
import type { Theme } from '../theme/theme.ts'

// What is painted has no control characters, so that these can only be the probe's.
const keyBegins = '\u0001'
const keyEnds = '\u0002'
const isSelected = '\u0003'

/** Paints nothing, and leaves in the lines where keys are named and which row the cursor is on. */
export const probe: Theme = {
  level: 0,
  paint: (role, text) => (role === 'key' && text.trim() !== '' ? `${keyBegins}${text}${keyEnds}` : text),
  select: (text) => `${isSelected}${text}`,
}

const signs = /[\u0001-\u0003]|\u001B\[[0-9;]*m/g

/** A line drawn with the probe as one reads it, wherever the cursor is. */
export const textOf = (line: string): string => line.replaceAll(signs, '').replace('▸', ' ')

/** The row that the cursor is on among lines drawn with the probe; -1 for none. */
export const selectedRow = (lines: readonly string[]): number => lines.findIndex((line) => line.includes(isSelected))

/** Where the words of a key end: at the next one, or at a gap. */
const wordsEnd = / {2}|[│·]| *$/

/** The key, as people read it, that is named at this cell or whose words are there. */
export const hintAt = (line: string, column: number): string | undefined => {
  const [before = '', ...parts] = line.split(keyBegins)
  let at = textWidth(textOf(before))
  for (const part of parts) {
    const [key = '', words = ''] = part.split(keyEnds)
    const said = textOf(words)
    const end = at + textWidth(key) + textWidth(said.slice(0, wordsEnd.exec(said)?.index))
    if (column >= at && column < end) return key.trim()
    at += textWidth(key) + textWidth(said)
  }
  return undefined
}

const names: Readonly<Record<string, string>> = {
  Enter: 'enter',
  Esc: 'esc',
  Tab: 'tab',
  Space: 'space',
  PgUp: 'pageup',
  PgDn: 'pagedown',
  Home: 'home',
  End: 'end',
}

/** One alone is a key to choose from: `↑ ↓`. */
const arrows: Readonly<Record<string, string>> = { '←': 'left', '→': 'right', '↑': 'up', '↓': 'down' }

/** The chords of keys as people read them: the way back from `showChords`. Undefined where it is no key, or several to choose from. */
export const chordsOf = (shown: string): readonly string[] | undefined => {
  const chords = shown.split(' ').map((word) => {
    const [modifiers = ''] = /^(?:(?:Ctrl|Alt|Shift)-(?=.))*/.exec(word) ?? []
    const key = word.slice(modifiers.length)
    const letter = modifiers.startsWith('Ctrl-') ? key.toLowerCase() : key
    if (modifiers !== '') return `${modifiers.toLowerCase()}${names[key] ?? arrows[key] ?? letter}`
    const named = names[word]
    return named ?? (graphemes(word).length === 1 && !/[←→↑↓]/.test(word) ? word : undefined)
  })
  return chords.every((chord) => chord !== undefined) ? chords : undefined
}
