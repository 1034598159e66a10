import { type Chord, graphemes } from './chord.ts'

/** Text being typed. `cursor` counts UTF-16 units and always stands between graphemes. */
export interface TextBuffer {
  readonly text: string
  readonly cursor: number
}

export const emptyBuffer: TextBuffer = { text: '', cursor: 0 }

export const bufferOf = (text: string): TextBuffer => ({ text, cursor: text.length })

/** Typed or pasted text, without what a terminal could take as a command; tabs become spaces. */
const clean = (text: string, multiline: boolean): string => {
  const plain = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '')
  return multiline ? plain : plain.replaceAll(/\n+/g, ' ')
}

export const insertText = (buffer: TextBuffer, text: string, multiline = false): TextBuffer => {
  const added = clean(text, multiline)
  const { cursor } = buffer
  return { text: buffer.text.slice(0, cursor) + added + buffer.text.slice(cursor), cursor: cursor + added.length }
}

const before = ({ text, cursor }: TextBuffer): number => cursor - (graphemes(text.slice(0, cursor)).at(-1)?.length ?? 0)

const after = ({ text, cursor }: TextBuffer): number => cursor + (graphemes(text.slice(cursor))[0]?.length ?? 0)

const wordBefore = ({ text, cursor }: TextBuffer): number => text.slice(0, cursor).replace(/\S+\s*$/, '').length

const wordAfter = ({ text, cursor }: TextBuffer): number =>
  cursor + (/^\s*\S+/.exec(text.slice(cursor))?.[0].length ?? text.length - cursor)

const lineStart = ({ text, cursor }: TextBuffer): number => text.lastIndexOf('\n', cursor - 1) + 1

const lineEnd = ({ text, cursor }: TextBuffer): number => {
  const end = text.indexOf('\n', cursor)
  return end === -1 ? text.length : end
}

const moved = (buffer: TextBuffer, cursor: number): TextBuffer => ({ ...buffer, cursor })

const cut = ({ text }: TextBuffer, from: number, to: number): TextBuffer => ({
  text: text.slice(0, from) + text.slice(to),
  cursor: from,
})

/** The same column one line up or down; the buffer's end or start where there is no such line. */
const vertical = (buffer: TextBuffer, direction: -1 | 1): TextBuffer => {
  const column = buffer.cursor - lineStart(buffer)
  const edge = direction === -1 ? lineStart(buffer) - 1 : lineEnd(buffer) + 1
  if (edge < 0) return moved(buffer, 0)
  if (edge > buffer.text.length) return moved(buffer, buffer.text.length)
  const there = moved(buffer, edge)
  return moved(buffer, Math.min(lineStart(there) + column, lineEnd(there)))
}

type Edit = (buffer: TextBuffer) => TextBuffer

const edits: Readonly<Record<Chord, Edit>> = {
  left: (b) => moved(b, before(b)),
  right: (b) => moved(b, after(b)),
  'ctrl-b': (b) => moved(b, before(b)),
  'ctrl-f': (b) => moved(b, after(b)),
  home: (b) => moved(b, lineStart(b)),
  end: (b) => moved(b, lineEnd(b)),
  'ctrl-a': (b) => moved(b, lineStart(b)),
  'ctrl-e': (b) => moved(b, lineEnd(b)),
  'alt-b': (b) => moved(b, wordBefore(b)),
  'alt-f': (b) => moved(b, wordAfter(b)),
  'ctrl-left': (b) => moved(b, wordBefore(b)),
  'ctrl-right': (b) => moved(b, wordAfter(b)),
  backspace: (b) => cut(b, before(b), b.cursor),
  'ctrl-h': (b) => cut(b, before(b), b.cursor),
  delete: (b) => cut(b, b.cursor, after(b)),
  'ctrl-d': (b) => cut(b, b.cursor, after(b)),
  'ctrl-w': (b) => cut(b, wordBefore(b), b.cursor),
  'alt-backspace': (b) => cut(b, wordBefore(b), b.cursor),
  'ctrl-u': (b) => cut(b, lineStart(b), b.cursor),
  'ctrl-k': (b) => cut(b, b.cursor, lineEnd(b)),
}

const multilineEdits: Readonly<Record<Chord, Edit>> = {
  up: (b) => vertical(b, -1),
  down: (b) => vertical(b, 1),
  enter: (b) => insertText(b, '\n', true),
  'ctrl-j': (b) => insertText(b, '\n', true),
}

/** The buffer after one editing key; `undefined` when the key edits nothing and may mean something else. */
export const editText = (buffer: TextBuffer, chord: Chord, multiline = false): TextBuffer | undefined => {
  const edit = edits[chord] ?? (multiline ? multilineEdits[chord] : undefined)
  if (edit !== undefined) return edit(buffer)
  if (chord === 'space') return insertText(buffer, ' ', multiline)
  return isNamedChord(chord) ? undefined : insertText(buffer, chord, multiline)
}

const isNamedChord = (chord: Chord): boolean => graphemes(chord).length > 1
