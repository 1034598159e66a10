import type { Pixels } from '../pixels.ts'
import { fewColours } from './few-colours.ts'

/** Rows of pixels in one line of sixels. */
const band = 6

/** Colours that every terminal with sixels has. */
const mostColours = 256

const percent = (value: number): number => Math.round((value * 100) / 255)

/** Sixels in a row, runs of the same one written as one. */
const runs = (sixels: Uint8Array, width: number): string => {
  let end = width
  while (end > 0 && sixels[end - 1] === 0) end -= 1
  let text = ''
  for (let from = 0; from < end; ) {
    let to = from + 1
    while (to < end && sixels[to] === sixels[from]) to += 1
    const sign = String.fromCodePoint(63 + (sixels[from] ?? 0))
    text += to - from > 3 ? `!${to - from}${sign}` : sign.repeat(to - from)
    from = to
  }
  return text
}

/** Opaque pixels as sixels, shown at the cursor: https://vt100.net/docs/vt3xx-gp/chapter14.html. */
export const sixelPicture = (picture: Pixels): string => {
  const { width, height } = picture
  const { palette, indices } = fewColours(picture, mostColours)
  const colours = palette.map((rgb, index) => `#${index};2;${rgb.map(percent).join(';')}`)
  const lines: string[] = []
  for (let top = 0; top < height; top += band) {
    const used = new Map<number, Uint8Array>()
    for (let y = top; y < Math.min(height, top + band); y += 1)
      for (let x = 0; x < width; x += 1) {
        const index = indices[y * width + x] ?? 0
        const sixels = used.get(index) ?? new Uint8Array(width)
        if (!used.has(index)) used.set(index, sixels)
        sixels[x] = (sixels[x] ?? 0) | (1 << (y - top))
      }
    lines.push([...used].map(([index, sixels]) => `#${index}${runs(sixels, width)}`).join('$'))
  }
  return `\u001BP0;1;0q"1;1;${width};${height}${colours.join('')}${lines.join('-')}\u001B\\`
}
