import { focusReporting } from '../input/watch-focus.ts'
import { mouseReporting } from '../mouse/report.ts'
import { backgroundReporting } from '../theme/background.ts'

/** What the guard needs of the terminal's output. */
export interface GuardedOutput {
  readonly write: (text: string) => unknown
}

const autowrapOff = '\u001B[?7l'
const autowrapOn = '\u001B[?7h'
/** The title of the window as it was is put aside, and taken back. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
const keepTitle = '\u001B[22;2t'
const formerTitle = '\u001B[23;2t'
const controls = /[\u0000-\u001F\u007F-\u009F]/g
const homeAndErase = '\u001B[H\u001B[2J'

export interface TerminalGuard {
  /** Before the first frame. */
  readonly enter: () => void
  /** Before a frame that must be drawn whole: after a resize, on Ctrl-L. */
  readonly wipe: () => void
  /** What the window is called while the screen is there. */
  readonly title: (text: string) => void
  /** Whether the terminal tells of the pointer while the screen is there; not before it is asked for. */
  readonly mouse: (wanted: boolean) => void
  /** After the last frame; safe to call twice. */
  readonly leave: () => void
}

/**
 * Owns what Ink leaves open. Without automatic wrapping a character that is wider in the terminal than we believe
 * spoils one row at most, never the rows below it.
 */
export const createTerminalGuard = (output: GuardedOutput): TerminalGuard => {
  let inside = false
  let hasMouse = false
  let title = ''
  const putTitle = (): void => void output.write(`\u001B]2;${title}\u0007`)
  return {
    enter: () => {
      inside = true
      const mouse = hasMouse ? mouseReporting.on : ''
      output.write(keepTitle + autowrapOff + focusReporting.on + backgroundReporting.on + mouse)
      if (title !== '') putTitle()
    },
    wipe: () => {
      if (inside) output.write(homeAndErase)
    },
    title: (text) => {
      title = text.replaceAll(controls, '')
      if (inside) putTitle()
    },
    mouse: (wanted) => {
      if (wanted === hasMouse) return
      hasMouse = wanted
      if (inside) output.write(wanted ? mouseReporting.on : mouseReporting.off)
    },
    leave: () => {
      if (!inside) return
      inside = false
      const mouse = hasMouse ? mouseReporting.off : ''
      output.write(mouse + backgroundReporting.off + focusReporting.off + autowrapOn + formerTitle)
    },
  }
}
