import { isNarrow } from './emoji-width.ts'

const graphics = /\u001B\[([\d;]*)m/g

/** What a code of "select graphic rendition" (ECMA-48 §8.3.117) opens, as a bit; those that are not here are not understood. */
const bold = 1
const foreground = 16
const background = 32
const opened: Readonly<Record<number, number>> = { 1: bold, 2: bold, 3: 2, 4: 4, 7: 8, 9: 64 }
const closed: Readonly<Record<number, number>> = {
  22: bold,
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

/** The styles that are open behind these codes; -1 where one is not understood. */
const after = (open: number, parameters: string): number => {
  const codes = parameters.split(';')
  let styles = open
  for (let at = 0; at < codes.length; at += 1) {
    const code = Number(codes[at])
    const opens = opened[code] ?? colourOf(code)
    const closes = closed[code] ?? 0
    if (opens !== 0) styles |= opens
    else if (closes !== 0) styles &= ~closes
    else if (code === 38 || code === 48) {
      const length = extended(codes, at)
      if (length === 0) return -1
      styles |= code === 38 ? foreground : background
      at += length - 1
    } else if (code === 0) styles = 0
    else return -1
  }
  return styles
}

/**
 * The columns of a line that can stand on a screen as it is: of characters of one column each and of styles that are closed
 * at its end. Undefined for any other line.
 */
export const simpleWidth = (line: string): number | undefined => {
  if (!line.includes('\u001B')) return isNarrow(line) ? line.length : undefined
  let styles = 0
  let length = line.length
  graphics.lastIndex = 0
  for (let found = graphics.exec(line); found !== null; found = graphics.exec(line)) {
    styles = after(styles, found[1] ?? '')
    if (styles === -1) return undefined
    length -= found[0].length
  }
  if (styles !== 0) return undefined
  const text = line.replace(graphics, '')
  return isNarrow(text) && text.length === length ? length : undefined
}
