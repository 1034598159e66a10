import type { Screen } from '@mmd/tools-screen-driver'
import { type ListPosition, listPosition } from './frame.ts'
import { type Pace, pause } from './subject.ts'

/** How long a page of the list may take to load, milliseconds. */
const loadMs = 60_000

const isAtEnd = (screen: Screen): boolean => {
  const position = listPosition(screen.text())
  return position !== undefined && position.at === position.total
}

/**
 * Goes to the end of the list again and again until it does not grow any more, and back to its start. Throws when no
 * position is shown.
 */
export const loadWholeList = async (screen: Screen, pace: Pace): Promise<ListPosition> => {
  let total = 0
  for (;;) {
    await screen.press('G')
    await screen.waitUntil('the position at the end of the list', isAtEnd, { timeoutMs: loadMs })
    await pause(pace.requestQuietMs)
    await screen.waitIdle({ timeoutMs: loadMs })
    const reached = listPosition(screen.text())?.total ?? 0
    if (reached === total) break
    total = reached
  }
  await goToStart(screen)
  return { at: 1, total }
}

/** Goes to the first row. */
export const goToStart = async (screen: Screen): Promise<void> => {
  await screen.press('g', 'g')
  await screen.waitUntil('the position at the start of the list', () => listPosition(screen.text())?.at === 1)
  await screen.waitIdle()
}
