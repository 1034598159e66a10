import stringWidth from 'string-width'

/** A line that is typed or copied as it is: a command, or a scope among others. */
const isToType = (line: string): boolean => /^(?:mmd-tui|ssh|chmod|export) \S/.test(line)

/** One line cut at blanks so that each piece has at most `width` columns; a word that is longer stays whole. */
const wrapLine = (line: string, width: number): readonly string[] => {
  const pieces: string[] = []
  let piece = ''
  for (const word of line.split(' ')) {
    const longer = piece === '' ? word : `${piece} ${word}`
    if (piece !== '' && stringWidth(longer) > width) {
      pieces.push(piece)
      piece = word
    } else {
      piece = longer
    }
  }
  return [...pieces, piece]
}

/** Text as lines of at most `width` columns; commands stay on one line, a little to the right. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split('\n').flatMap((line) => (isToType(line) ? [`  ${line}`] : wrapLine(line, width)))
