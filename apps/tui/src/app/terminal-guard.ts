import { focusReporting } from '../input/watch-focus.ts'

/** What the guard needs of the terminal's output. */
export interface GuardedOutput {
  readonly write: (text: string) => unknown
}

const autowrapOff = '\u001B[?7l'
const autowrapOn = '\u001B[?7h'
const homeAndErase = '\u001B[H\u001B[2J'

export interface TerminalGuard {
  /** Before the first frame. */
  readonly enter: () => void
  /** Before a frame that must be drawn whole: after a resize, on Ctrl-L. */
  readonly wipe: () => void
  /** After the last frame; safe to call twice. */
  readonly leave: () => void
}

/**
 * Owns what Ink leaves open. Without automatic wrapping a character that is wider in the terminal than we believe
 * spoils one row at most, never the rows below it.
 */
export const createTerminalGuard = (output: GuardedOutput): TerminalGuard => {
  let inside = false
  return {
    enter: () => {
      inside = true
      output.write(autowrapOff + focusReporting.on)
    },
    wipe: () => {
      if (inside) output.write(homeAndErase)
    },
    leave: () => {
      if (!inside) return
      inside = false
      output.write(focusReporting.off + autowrapOn)
    },
  }
}
