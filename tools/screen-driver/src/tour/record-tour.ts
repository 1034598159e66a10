import type { Cell } from '../cell.ts'
import type { Screen } from '../screen.ts'
import type { Tour, TourFrame } from './tour.ts'

/** Counts that depend on how fast the machine is, and say nothing in a picture. */
const restless = /\d+ req/g

const textOf = (row: readonly Cell[]): string => row.map(({ text }) => text || ' ').join('')

/** A row without its restless counts. Only rows of one cell per character are looked at. */
const still = (row: readonly Cell[]): readonly Cell[] => {
  const hidden = new Set<number>()
  const text = textOf(row)
  if (text.length !== row.length) return row
  for (const { index, 0: found } of text.matchAll(restless))
    for (let at = index; at < index + found.length; at += 1) hidden.add(at)
  return row.map((drawn, at) => (hidden.has(at) ? { ...drawn, text: ' ' } : drawn))
}

const shownNow = (screen: Screen): Pick<TourFrame, 'cells' | 'cursor'> => ({
  cells: screen.cells().map(still),
  cursor: screen.cursor(),
})

/** Does the steps one after the other on a screen, and keeps what it shows after each. */
export const recordTour = async (screen: Screen, { steps }: Tour): Promise<readonly TourFrame[]> => {
  const frames: TourFrame[] = []
  for (const { keys = [], type = '', after = [], key = '', words, until, seconds = 2 } of steps) {
    await screen.press(...keys)
    if (type !== '') await screen.type(type)
    await screen.press(...after)
    if (until !== undefined) await screen.waitForText(until)
    await screen.waitIdle()
    frames.push({ ...shownNow(screen), key, words, seconds })
  }
  return frames
}
