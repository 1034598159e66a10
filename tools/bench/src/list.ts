import type { Screen } from '@mmd/tools-screen-driver'
import { type ListPosition, listPosition } from './frame.ts'

/** How long a whole list may take to load, milliseconds. */
const loadMs = 180_000

/** Goes to the end of the list, which loads all of it, and back to its start. Throws when no position is shown. */
export const loadWholeList = async (screen: Screen): Promise<ListPosition> => {
  await screen.press('G')
  const isAtEnd = (): boolean => {
    const position = listPosition(screen.text())
    return position !== undefined && position.at === position.total
  }
  await screen.waitUntil('the position at the end of the list', isAtEnd, { timeoutMs: loadMs })
  const total = listPosition(screen.text())?.total ?? 0
  await goToStart(screen)
  return { at: 1, total }
}

/** Goes to the first row. */
export const goToStart = async (screen: Screen): Promise<void> => {
  await screen.press('g', 'g')
  await screen.waitUntil('the position at the start of the list', () => listPosition(screen.text())?.at === 1)
  await screen.waitIdle()
}
