import type { Pixels } from '../pixels.ts'

/** An opaque picture of these colours, row by row. */
export const pictureOf = (
  width: number,
  colours: readonly (readonly [red: number, green: number, blue: number])[],
): Pixels => ({
  width,
  height: colours.length / width,
  rgba: Uint8Array.from(colours.flatMap((rgb) => [...rgb, 255])),
})

/** What a terminal draws for a sequence of sixels, as it would read it; in percent of each colour. */
export const readSixels = (
  sequence: string,
): { readonly width: number; readonly height: number; readonly pixels: readonly string[] } => {
  const [, w = '0', h = '0', body = ''] = /^\u001BP0;1;0q"1;1;(\d+);(\d+)([\s\S]*)\u001B\\$/.exec(sequence) ?? []
  const [width, height] = [Number(w), Number(h)]
  const pixels = Array.from({ length: width * height }, () => 'none')
  const palette = new Map<string, string>()
  let [x, top, colour] = [0, 0, '']
  for (const [token, index, rgb, count, sign] of body.matchAll(/#(\d+)(?:;2;([\d;]+))?|(?:!(\d+))?([?-~])|[$-]/g)) {
    if (index !== undefined) {
      if (rgb === undefined) colour = palette.get(index) ?? 'unknown'
      else palette.set(index, rgb)
    } else if (sign === '-' || token === '-') [x, top] = [0, top + 6]
    else if (token === '$') x = 0
    else
      for (let done = 0; done < Number(count ?? 1); done += 1, x += 1)
        for (let bit = 0; bit < 6; bit += 1) {
          const at = (top + bit) * width + x
          if (((sign ?? '?').charCodeAt(0) - 63) & (1 << bit) && x < width && at < pixels.length) pixels[at] = colour
        }
  }
  return { width, height, pixels }
}
