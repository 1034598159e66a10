/** The third kind of prediction that a PNG knows: whichever of the three is nearest to left + up - corner. */
const paeth = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/**
 * Takes the filter off one row, whose bytes are in `rows` already, in place: what was predicted from the bytes to the left, above,
 * and above to the left is added. A loop for each filter: a picture has millions of bytes.
 */
const unfilterRow = (rows: Buffer, filter: number, to: number, { stride, step }: RowShape): void => {
  const end = to + stride
  const isFirst = to < stride
  if (filter === 1) for (let at = to + step; at < end; at += 1) rows[at] = (rows[at] ?? 0) + (rows[at - step] ?? 0)
  else if (filter === 2 && !isFirst)
    for (let at = to; at < end; at += 1) rows[at] = (rows[at] ?? 0) + (rows[at - stride] ?? 0)
  else if (filter === 3)
    for (let at = to; at < end; at += 1) {
      const left = at - to < step ? 0 : (rows[at - step] ?? 0)
      const up = isFirst ? 0 : (rows[at - stride] ?? 0)
      rows[at] = (rows[at] ?? 0) + ((left + up) >> 1)
    }
  else if (filter === 4)
    for (let at = to; at < end; at += 1) {
      const hasLeft = at - to >= step
      const left = hasLeft ? (rows[at - step] ?? 0) : 0
      const up = isFirst ? 0 : (rows[at - stride] ?? 0)
      const corner = hasLeft && !isFirst ? (rows[at - stride - step] ?? 0) : 0
      rows[at] = (rows[at] ?? 0) + paeth(left, up, corner)
    }
}

/** How the rows of a PNG lie in its data. */
export interface RowShape {
  /** Bytes of a row. */
  readonly stride: number
  /** Bytes from a sample to the one that it is predicted from. */
  readonly step: number
}

/** Takes the filters off, row by row; gives the rows without the byte that names their filter. */
export const unfilter = (raw: Buffer, height: number, shape: RowShape): Buffer => {
  const { stride } = shape
  const rows = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1)
    // A damaged file may hold less than it should.
    rows.set(raw.subarray(from + 1, from + 1 + stride), y * stride)
    unfilterRow(rows, raw[from] ?? 0, y * stride, shape)
  }
  return rows
}
