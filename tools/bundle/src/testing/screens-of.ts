import { type Cell, createTerminalModel } from '@mmd/tools-screen-driver'
import type { Frame } from './frames-app/src/play-frames.ts'

/** A row as text, with the style of its cells before each piece where it changes. */
const rowText = (row: readonly Cell[]): string => {
  let [text, said] = ['', '']
  for (const { text: character, ...style } of row) {
    const styled = JSON.stringify(style)
    text += styled === said ? character : `${styled}${character}`
    said = styled
  }
  return text
}

/**
 * What a terminal shows after each frame, row by row with the styles. Two runs may write their frames in other bytes: styles
 * said in another order, or another part of a row written again.
 */
export const screensOf = async (frames: readonly Frame[]): Promise<readonly (readonly string[])[]> => {
  const { columns: cols, rows } = frames[0] ?? { columns: 80, rows: 24 }
  const terminal = createTerminalModel({ cols, rows, background: 'dark', answer: () => undefined })
  const screens: string[][] = []
  for (const frame of frames) {
    if (frame.columns !== terminal.cols || frame.rows !== terminal.rowCount) terminal.resize(frame.columns, frame.rows)
    // What a terminal's line discipline makes of line feeds (ONLCR).
    const bytes = Buffer.from(frame.written.replaceAll('\n', '\r\n'))
    await new Promise<void>((done) => terminal.write(bytes, done))
    screens.push(terminal.cells().map(rowText))
  }
  return screens
}
