import { type Bench, type Pace, pause, type RequestLog, sizes, withSubject } from './subject.ts'
import type { Table } from './table.ts'

/** What one action asked of the site. */
export interface RequestRow {
  readonly action: string
  /** What the budget allows. */
  readonly budget: number
  /** Method and path of each request, in order. */
  readonly requests: readonly string[]
}

/** Requests since the log was cleared, once they have stopped coming. */
const settled = async (log: RequestLog, expected: number, pace: Pace): Promise<readonly string[]> => {
  const started = performance.now()
  let seen = -1
  for (;;) {
    const now = log.lines().length
    const isPatient = now < expected && performance.now() - started < pace.requestPatienceMs
    if (now === seen && !isPatient) return log.lines()
    seen = now
    await pause(pace.requestQuietMs)
  }
}

/** Counts the requests of a warm start, of opening an issue and of changing its status. */
export const measureRequests = async ({ subject, requests, pace, progress }: Bench): Promise<readonly RequestRow[]> => {
  const [size] = sizes
  if (size === undefined) return []
  progress('requests')
  // Once for nothing: what is asked at most once a day is asked now.
  await withSubject(subject, size, () => settled(requests, 1, pace))
  requests.clear()
  return withSubject(subject, size, async (screen) => {
    const rows: RequestRow[] = []
    const count = async (action: string, budget: number, keys: readonly string[]): Promise<void> => {
      if (keys.length > 0) requests.clear()
      for (const key of keys) {
        await screen.press(key)
        // A picker that is still loading does not take the next key.
        if (keys.length > 1) await settled(requests, 1, pace)
      }
      rows.push({ action, budget, requests: [...(await settled(requests, budget, pace))] })
    }
    await count('start with one view', 1, [])
    await count('open an issue', 1, ['enter'])
    await count('change a status', 2, ['s', 'enter'])
    return rows
  })
}

/** One line per action. */
export const requestsTable = (rows: readonly RequestRow[]): Table => ({
  title: 'Requests',
  head: ['action', 'requests', 'budget', 'which'],
  rows: rows.map(({ action, budget, requests }) => [
    action,
    String(requests.length),
    String(budget),
    requests.join(', ') || '–',
  ]),
})
