import type { Environment } from '../config/environment.ts'

const intoAlternate = '\u001B[?1049h'
const outOfAlternate = '\u001B[?1049l'
const hideCursor = '\u001B[?25l'
const showCursor = '\u001B[?25h'
// A sign that is wider in the terminal than we believe must spoil its own row alone.
const autowrapOff = '\u001B[?7l'
const autowrapOn = '\u001B[?7h'
const home = '\u001B[H'

/** A screen that was drawn before the part of the program that keeps it up to date is loaded. */
export interface EarlyScreen {
  /** Lets that part go on in the same place: it need not make room for itself. */
  readonly handOver: () => void
  /** Gives the terminal back as it was. */
  readonly takeBack: () => void
}

/** Draws the lines on the alternate screen. What is typed from now on is kept for who reads the keys later, and not echoed. */
export const drawEarly = (
  { stdin, stdout }: Pick<Environment, 'stdin' | 'stdout'>,
  lines: () => readonly string[],
): EarlyScreen => {
  stdin.setRawMode(true)
  stdout.write(`${intoAlternate}${hideCursor}${autowrapOff}${home}${lines().join('\r\n')}`)
  return {
    handOver: () => {
      const write = stdout.write.bind(stdout)
      // Going to the alternate screen once more would wipe it, and forget where the cursor was outside.
      stdout.write = (chunk: string | Uint8Array, ...rest: never[]) => {
        if (chunk !== intoAlternate) return write(chunk, ...rest)
        stdout.write = write
        return write(home)
      }
    },
    takeBack: () => {
      stdin.setRawMode(false)
      stdout.write(`${autowrapOn}${outOfAlternate}${showCursor}`)
    },
  }
}
