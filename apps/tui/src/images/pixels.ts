/** A picture as rows of red, green, blue and alpha, a byte each. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

/** Pictures of more pixels are not unpacked: a small file may claim a huge one. */
export const mostPixels = 24_000_000

/** Why a picture cannot be shown, as a sentence without its full stop. */
export class PictureProblem extends Error {
  override readonly name = 'PictureProblem'
}

/** Throws `PictureProblem` for no size, or one that is too large. */
export const checkSize = (width: number, height: number): void => {
  if (width < 1 || height < 1) throw new PictureProblem('The picture has no size')
  if (width * height > mostPixels) throw new PictureProblem(`The picture is too large: ${width} × ${height} pixels`)
}

/** Made smaller so that it fits, each pixel the mean of those that it stands for; never larger. What is transparent is dark. */
export const shrink = ({ width, height, rgba }: Pixels, columns: number, rows: number): Pixels => {
  const scale = Math.min(1, columns / width, rows / height)
  const [wide, high] = [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))]
  const small = new Uint8Array(wide * high * 4)
  const columnsOf = Array.from({ length: wide }, (_, x) => spanOf(x, wide, width))
  let to = 0
  for (let y = 0; y < high; y += 1) {
    const [top, bottom] = spanOf(y, high, height)
    for (const [left, right] of columnsOf) {
      let [red, green, blue] = [0, 0, 0]
      for (let row = top; row < bottom; row += 1)
        for (let at = (row * width + left) * 4, end = (row * width + right) * 4; at < end; at += 4) {
          const alpha = rgba[at + 3] ?? 255
          red += (rgba[at] ?? 0) * alpha
          green += (rgba[at + 1] ?? 0) * alpha
          blue += (rgba[at + 2] ?? 0) * alpha
        }
      const count = (bottom - top) * (right - left) * 255
      small[to] = Math.round(red / count)
      small[to + 1] = Math.round(green / count)
      small[to + 2] = Math.round(blue / count)
      small[to + 3] = 255
      to += 4
    }
  }
  return { width: wide, height: high, rgba: small }
}

/** The old places that a new one stands for, at least one. */
const spanOf = (place: number, count: number, whole: number): readonly [from: number, to: number] => {
  const from = Math.floor((place * whole) / count)
  return [from, Math.max(from + 1, Math.floor(((place + 1) * whole) / count))]
}
