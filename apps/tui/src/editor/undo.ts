import type { TextBuffer } from '../input/text-edit.ts'

/** What a text was before, and what it was before that was taken back. */
export interface TextHistory {
  readonly past: readonly TextBuffer[]
  readonly future: readonly TextBuffer[]
  /** The last change was a letter of a word, to which the next one belongs. */
  readonly isInWord: boolean
}

/** Of a text that nothing was done to. */
export const noHistory: TextHistory = { past: [], future: [], isInWord: false }

/** Steps that are kept: a text is held whole for each. */
const most = 200

/** One letter typed at the cursor. */
const typedLetter = (before: TextBuffer, after: TextBuffer): string | undefined => {
  const { cursor } = before
  const added = after.text.length - before.text.length
  const isInserted =
    added > 0 &&
    added <= 2 &&
    after.cursor === cursor + added &&
    after.text.startsWith(before.text.slice(0, cursor)) &&
    after.text.endsWith(before.text.slice(cursor))
  return isInserted ? after.text.slice(cursor, after.cursor) : undefined
}

/** The history after a change: a word that is typed is one step, everything else one for each key. */
export const remembered = (history: TextHistory, before: TextBuffer, after: TextBuffer): TextHistory => {
  if (before.text === after.text) return { ...history, isInWord: false }
  const letter = typedLetter(before, after)
  const isInWord = letter !== undefined && !/\s/.test(letter)
  if (isInWord && history.isInWord) return { ...history, future: [] }
  return { past: [...history.past.slice(1 - most), before], future: [], isInWord }
}

/** A text and what was before it. */
export interface Remembered {
  readonly buffer: TextBuffer
  readonly history: TextHistory
}

/** One step back; undefined when there is none. */
export const stepBack = ({ buffer, history }: Remembered): Remembered | undefined => {
  const last = history.past.at(-1)
  if (last === undefined) return undefined
  return {
    buffer: last,
    history: { past: history.past.slice(0, -1), future: [buffer, ...history.future], isInWord: false },
  }
}

/** One step forward again; undefined when nothing was taken back. */
export const stepForward = ({ buffer, history }: Remembered): Remembered | undefined => {
  const [next, ...future] = history.future
  if (next === undefined) return undefined
  return { buffer: next, history: { past: [...history.past, buffer], future, isInWord: false } }
}
