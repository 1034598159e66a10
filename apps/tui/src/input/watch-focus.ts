/** What is watched of the terminal's input. */
export interface ReadableInput {
  read(size?: number): unknown
}

/** Asks the terminal to tell when its window is looked at, and to stop telling. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html */
export const focusReporting = { on: '\u001B[?1004h', off: '\u001B[?1004l' } as const

/**
 * Listens for what the terminal tells of its focus among what is read from it. Everything is passed on as it is: Ink drops
 * replies of the terminal by itself. Returns what ends it.
 */
export const watchFocus = (input: ReadableInput, onFocus: (isFocused: boolean) => void): (() => void) => {
  const read = input.read.bind(input)
  input.read = (size) => {
    const chunk = read(size)
    if (typeof chunk === 'string') {
      const [into, out] = [chunk.lastIndexOf('\u001B[I'), chunk.lastIndexOf('\u001B[O')]
      if (into !== out) onFocus(into > out)
    }
    return chunk
  }
  return () => {
    input.read = read
  }
}
