const begins = '\u001B[?2026h'
const ends = '\u001B[?2026l'

/** Keeps what is drawn as one frame (synchronized output, mode 2026) until all of it is there. */
export interface WholeFrames {
  /** Takes the next piece of output; returns what is to be drawn now. */
  take(text: string): string
  /** A frame has begun and not ended: a terminal still shows what was there before it. */
  readonly isOpen: boolean
  /** What is kept, for an output that will not go on. */
  rest(): string
}

/** How many characters at the end may be the first ones of the sequence that begins a frame. */
const maybeBegun = (text: string): number => {
  for (let length = begins.length - 1; length > 0; length -= 1)
    if (text.endsWith(begins.slice(0, length))) return length
  return 0
}

export const createWholeFrames = (): WholeFrames => {
  let kept = ''
  const beginOf = (text: string): number => text.indexOf(begins, text.lastIndexOf(ends) + 1)
  return {
    take: (text) => {
      const all = kept + text
      const begin = beginOf(all)
      const until = begin === -1 ? all.length - maybeBegun(all) : begin
      kept = all.slice(until)
      return all.slice(0, until)
    },
    get isOpen() {
      return beginOf(kept) !== -1
    },
    rest: () => {
      const all = kept
      kept = ''
      return all
    },
  }
}
