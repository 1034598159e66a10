import type { Operation, OperationRecord } from '@mmd/replica'
import { kindOf } from '@mmd/replica'
import type { App, SiteSession } from '../../../app/app.ts'
import { presentError } from '../../../present-error.ts'
import type { BulkRow } from '../../../screens/macros/bulk-modal.ts'
import { changeModal } from '../../../state/state.ts'
import { backWords, keyWords, wayBack } from '../way-back.ts'
import { titleOf, writeChange } from '../write-change.ts'

/** A change of several issues that is shown before it is done. */
export interface BulkWish {
  readonly app: App
  readonly session: SiteSession
  readonly title: string
  /** What is said of the issues afterwards: `assigned to Mira`. */
  readonly done: string
  readonly rows: readonly BulkRow[]
  /** Runs once the change is written down, and never when its plan was left. */
  readonly onBegin?: () => void
}

/** What is to be said of operations before they are performed. */
export const wordsOf = (operations: readonly Operation[]): string =>
  operations.map((operation) => kindOf(operation).describe(operation)).join(', ')

const joined = (why: readonly string[]): string | null => (why.length === 0 ? null : [...new Set(why)].join(' · '))

/** Why operations cannot be taken back, and why perhaps not; null: nothing is known against it. */
export const waysOf = (
  { replica }: SiteSession,
  operations: readonly Operation[],
): Pick<BulkRow, 'closed' | 'unsure'> => {
  const ways = operations.map((operation) => replica.wayBack(operation))
  return {
    closed: joined(ways.flatMap((way) => ('closed' in way ? [way.closed] : []))),
    unsure: joined(ways.flatMap((way) => ('open' in way && way.unsure !== undefined ? [way.unsure] : []))),
  }
}

/** Operations by their issues, as a plan shows them. */
export const rowsOf = (session: SiteSession, operations: readonly Operation[]): readonly BulkRow[] =>
  [...Map.groupBy(operations, ({ key }) => key)].map(([key, own]) => ({
    key,
    operations: own,
    words: wordsOf(own),
    problem: null,
    ...waysOf(session, own),
    opens: [],
  }))

/** An issue to which nothing can be done, and why. */
export const problemRow = (key: BulkRow['key'], problem: string): BulkRow => ({ ...untouchedRow(key), problem })

/** An issue that is so already. */
export const untouchedRow = (key: BulkRow['key']): BulkRow => ({
  key,
  operations: [],
  words: '',
  problem: null,
  closed: null,
  unsure: null,
  opens: [],
})

/** Shows what would become of each issue; Enter does it, and then it is shown what became of them. */
export const openBulk = (wish: BulkWish): void => {
  const { app, title, rows } = wish
  app.open({
    kind: 'bulk',
    title,
    rows,
    cursor: 0,
    left: new Set(),
    run: null,
    onRun: (meant, modal) => begin(wish, meant, modal),
  })
}

const begin = ({ app, session, done, onBegin }: BulkWish, meant: readonly BulkRow[], modal: number): void => {
  const operations = meant.flatMap((row) => row.operations)
  const back = backWords(session.replica, operations)
  const title = titleOf(operations, done)
  const records = operations.length === 0 ? [] : writeChange(app, session, operations, title)
  const ids = new Map<BulkRow['key'], readonly number[]>(meant.map(({ key }) => [key, []]))
  for (const { id, operation } of records) ids.set(operation.key, [...(ids.get(operation.key) ?? []), id])
  const run = { replica: session.replica, ids, stopped: new Set<number>() }
  app.store.update((state) => changeModal(state, modal, 'bulk', (bulk) => ({ ...bulk, run })))
  onBegin?.()
  openAddresses(app, meant)
  if (records.length > 0) void follow({ app, session, title, modal, back }, records)
}

const openAddresses = (app: App, rows: readonly BulkRow[]): void => {
  for (const url of new Set(rows.flatMap(({ opens }) => opens))) void app.shell.openBrowser(url)
}

interface Followed {
  readonly app: App
  readonly session: SiteSession
  readonly title: string
  readonly modal: number
  /** What the key that takes it back does; null: nothing. */
  readonly back: string | null
}

/** Says how it ended once all is over, unless one is looking at it. */
const follow = async (
  { app, session, title, modal, back }: Followed,
  records: readonly OperationRecord[],
): Promise<void> => {
  const settled = await Promise.allSettled(records.map(({ id }) => session.replica.settled(id)))
  const ended = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const waiting = ended.find(({ state, error }) => state === 'pending' && error !== null)
  if (waiting?.error) {
    const { code } = presentError(waiting.error, {})
    if (code === 'signed-out' || code === 'sign-in-needed') return app.fail(waiting.error, session.site)
  }
  if (app.store.get().modals.some(({ id }) => id === modal)) return
  const untaken = new Set(
    ended.filter(({ state }) => state === 'failed' || state === 'conflict').map(({ operation }) => operation.key),
  )
  if (untaken.size > 0)
    app.toast('bad', `${title}: ${untaken.size} not taken${keyWords(app, 'app.outbox', 'shows them')}`)
  else if (waiting !== undefined) app.toast('warn', `${title}: it is kept and sent later${wayBack(app, back)}`)
  else if (ended.some(({ state }) => state === 'sent')) app.toast('good', `${title}${wayBack(app, back)}`)
}
