import { type HeldRow, heldTable, measureRate } from '../held-key.ts'
import { goToStart } from '../list.ts'
import { type Bench, pause, sizeName, withSubject } from '../subject.ts'
import { fixed, type Table } from '../table.ts'
import { prepareLiveHome } from './live-home.ts'
import { liveSizes } from './live-keys.ts'

/** A key that was held while nothing else happened, or while a refresh was running. */
export interface LiveHeldRow extends HeldRow {
  readonly refreshing: boolean
  /** Rows of changed issues that came meanwhile. */
  readonly changedRows: number
  readonly requests: number
}

/** Repeats of a usual keyboard, and of a fast one. */
const rates = [30, 100]

/** How large the copy is, and how long a key is held. */
export interface LiveHeldOptions {
  readonly program: string
  readonly copy: number
  readonly holdMs: number
}

/** Holds `j` in a view of the whole site at each rate and size, without a refresh and while one is running. */
export const measureLiveHeld = async (
  { pace, progress }: Pick<Bench, 'progress' | 'pace'>,
  { program, copy: issues, holdMs }: LiveHeldOptions,
): Promise<readonly LiveHeldRow[]> => {
  await using home = await prepareLiveHome({ program, issues, progress })
  const rows: LiveHeldRow[] = []
  for (const size of liveSizes)
    for (const refreshing of [false, true]) {
      await home.change(refreshing)
      const measured = await withSubject(home.subject, size, async (screen) => {
        const found: LiveHeldRow[] = []
        for (const rate of rates) {
          progress(`held: ${rate} a second, ${sizeName(size)}, ${refreshing ? 'a refresh is running' : 'no refresh'}`)
          await goToStart(screen)
          await pause(pace.requestQuietMs)
          await home.report({ forget: true })
          if (refreshing) await home.keepRefreshing(screen)
          const row = await measureRate(screen, sizeName(size), rate, holdMs)
          const { rows: changedRows, requests } = await home.report({ forget: false })
          found.push({ ...row, refreshing, changedRows, requests })
        }
        return found
      })
      rows.push(...measured)
    }
  return rows
}

/** One line for each size and rate, without and with a refresh. */
export const liveHeldTable = (rows: readonly LiveHeldRow[]): Table => {
  const { head, rows: lines } = heldTable(rows)
  return {
    title: 'A held key on the copy, without a refresh and while one is running',
    head: [...head, 'refresh', 'requests', 'changed rows'],
    rows: lines.map((cells, at) => {
      const { refreshing = false, requests = 0, changedRows = 0 } = rows[at] ?? {}
      return [...cells, refreshing ? 'runs' : 'none', String(requests), fixed(changedRows, 0)]
    }),
  }
}
