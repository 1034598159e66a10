/** What "select graphic rendition" (ECMA-48 §8.3.117) turns on, as bits. */
const bold = 1
const foreground = 16
const background = 32
const dim = 128
const opened: Readonly<Record<number, number>> = { 1: bold, 2: dim, 3: 2, 4: 4, 7: 8, 9: 64 }
const closed: Readonly<Record<number, number>> = {
  22: bold | dim,
  23: 2,
  24: 4,
  27: 8,
  29: 64,
  39: foreground,
  49: background,
}

const colourOf = (code: number): number => {
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return foreground
  return (code >= 40 && code <= 47) || (code >= 100 && code <= 107) ? background : 0
}

/** How many codes belong to `38` or `48` at this place: with a number of a palette or with red, green and blue. 0: not so. */
const extended = (codes: readonly string[], at: number): number => {
  const length = codes[at + 1] === '5' ? 3 : 5
  return (length === 3 || codes[at + 1] === '2') && codes.length >= at + length ? length : 0
}

/** What one sequence does to the styles that are on: `(on & keep) | set`. */
export interface Rendition {
  readonly keep: number
  readonly set: number
}

const read = (parameters: string): Rendition | undefined => {
  const codes = parameters.split(';')
  let [keep, set] = [-1, 0]
  for (let at = 0; at < codes.length; at += 1) {
    const code = Number(codes[at])
    const opens = opened[code] ?? colourOf(code)
    const closes = code === 0 ? -1 : (closed[code] ?? 0)
    if (opens !== 0) set |= opens
    else if (closes !== 0) {
      keep &= ~closes
      set &= ~closes
    } else if (code === 38 || code === 48) {
      const length = extended(codes, at)
      if (length === 0) return undefined
      set |= code === 38 ? foreground : background
      at += length - 1
    } else return undefined
  }
  return { keep, set }
}

const known = new Map<string, Rendition | undefined>()

// Beyond this something draws in colours without end.
const limit = 2000

/** What the sequence with these parameters does; undefined where one of them is not understood. */
export const rendition = (parameters: string): Rendition | undefined => {
  if (known.has(parameters)) return known.get(parameters)
  if (known.size >= limit) known.clear()
  const found = read(parameters)
  known.set(parameters, found)
  return found
}
