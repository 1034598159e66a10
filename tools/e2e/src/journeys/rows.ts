import type { Cell, Screen } from '@mmd/tools-screen-driver'

/** A line of the list as a person sees it. */
export interface ListRow {
  /** The key of its issue; empty for the heading of a group. */
  readonly key: string
  readonly text: string
  /** The cursor is on it: its ground is another one, or its colours are exchanged. */
  readonly current: boolean
}

const topOfList = /╭─ [^╭]*? (?:\d+\/)?\d+ ─╮/

const stands = ({ background, inverse }: Cell): boolean => inverse || background.kind !== 'default'

/** One code unit for each column, so that places in it are columns. */
const columnsOf = (line: readonly Cell[]): string =>
  line.map(({ text }) => (text === '' ? ' ' : text.length === 1 ? text : '?')).join('')

/** The lines in the frame of the list, from its first to its last; none when there is no whole list on the screen. */
export const listRows = (screen: Pick<Screen, 'cells'>): readonly ListRow[] => {
  const cells = screen.cells()
  const lines = cells.map(columnsOf)
  const top = lines.findIndex((line) => topOfList.test(line))
  const frame = topOfList.exec(lines[top] ?? '')
  if (frame === null) return []
  const [from, to] = [frame.index + 1, frame.index + frame[0].length - 1]
  const below = lines.slice(top + 1)
  const bottom = below.findIndex((line) => line[from - 1] !== '│')
  // A frame that is still being drawn has no end yet.
  if (below[bottom]?.[from - 1] !== '╰') return []
  return cells.slice(top + 1, top + 1 + bottom).flatMap((line): readonly ListRow[] => {
    const inside = line.slice(from, to)
    const text = inside
      .map((cell) => cell.text)
      .join('')
      .trimEnd()
    const key = /\b[A-Z][A-Z0-9]+-\d+\b/.exec(text)?.[0] ?? ''
    return text === '' ? [] : [{ key, text, current: inside.slice(2, -2).every(stands) }]
  })
}
