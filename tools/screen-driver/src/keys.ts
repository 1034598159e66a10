/** The keys that have a name; `ctrl-a` … `ctrl-z` and `alt-` before any single character are understood as well. */
const plainKeys = {
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  'shift-up': '\x1b[1;2A',
  'shift-down': '\x1b[1;2B',
  'shift-right': '\x1b[1;2C',
  'shift-left': '\x1b[1;2D',
  'ctrl-up': '\x1b[1;5A',
  'ctrl-down': '\x1b[1;5B',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
} as const

/** Last byte of the keys whose introducer depends on application cursor mode (DECCKM). */
const cursorKeys = { up: 'A', down: 'B', right: 'C', left: 'D', home: 'H', end: 'F' } as const

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key)

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const isOneCharacter = (text: string): boolean => [...graphemes.segment(text)].length === 1

/**
 * The bytes that xterm sends for a key: a named key (`enter`), `ctrl-x`, `alt-x`, or one literal character.
 * Throws `TypeError` for anything longer, so that a misspelt name is never typed letter by letter.
 */
export const keyBytes = (key: string, applicationCursor: boolean): string => {
  if (has(plainKeys, key)) return plainKeys[key]
  if (has(cursorKeys, key)) return `\x1b${applicationCursor ? 'O' : '['}${cursorKeys[key]}`
  const control = /^ctrl-([a-z@[\\\]^_])$/.exec(key)?.[1]
  if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f)
  const alt = /^alt-(.)$/u.exec(key)?.[1]
  if (alt !== undefined) return `\x1b${alt}`
  if (isOneCharacter(key)) return key
  throw new TypeError(`No such key: ${JSON.stringify(key)} (use type() for text)`)
}

/** What a terminal sends for pasted text: line feeds become carriage returns, wrapped if mode 2004 is on. */
export const pasteBytes = (text: string, bracketed: boolean): string => {
  const lines = text.replace(/\r?\n/g, '\r')
  return bracketed ? `\x1b[200~${lines}\x1b[201~` : lines
}
