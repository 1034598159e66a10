import type { CellBox } from './ways.ts'

/** A PNG as an inline image of iTerm2, in so many cells: https://iterm2.com/documentation-images.html. */
export const itermPicture = (png: Uint8Array, { columns, rows }: CellBox): string => {
  const text = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString('base64')
  const about = `inline=1;size=${png.byteLength};width=${columns};height=${rows};preserveAspectRatio=1;doNotMoveCursor=1`
  return `\u001B]1337;File=${about}:${text}\u0007`
}
