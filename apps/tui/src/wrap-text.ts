import { textWidth } from '@mmd/rich-text/cells'

/** One line cut at blanks so that each piece has at most `width` columns; a word that is longer stays whole. */
export const wrapText = (line: string, width: number): readonly string[] => {
  const pieces: string[] = []
  let piece = ''
  for (const word of line.split(' ')) {
    const longer = piece === '' ? word : `${piece} ${word}`
    if (piece !== '' && textWidth(longer) > width) {
      pieces.push(piece)
      piece = word
    } else {
      piece = longer
    }
  }
  return [...pieces, piece]
}
