import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { ShownRows } from '../rows/shown.ts'
import type { Store } from '../store/store.ts'
import { type FoundValues, type ReadValues, readValues } from './read-values.ts'
import type { ViewReader } from './view-reader.ts'

/** Rows that are read at once, in the time of a key; longer lists are read slice by slice, between keys. */
const atOnce = 3_000
/** Rows that have joined a long list and are read at once. */
const fewJoined = 200
/** Lists whose values are kept: each takes some megabytes when it is long. */
const capacity = 4
/** Between two readings of one long list, ms: while it is refreshed something changes all the time. */
const pause = 500

type Reader = (issue: Issue) => unknown

/** What one reader has read of one view. */
interface Known extends ReadValues<unknown> {
  readonly view: string
  readonly read: Reader
  readonly keys: readonly IssueKey[]
  /** With what waits to be sent. */
  readonly shown: ReadonlyMap<IssueKey, unknown>
  readonly isOverlaid: boolean
  /** Of the rows as they are counted for those who draw them, and of the file. */
  readonly version: number
  readonly storeVersion: number
  /** When it was read, as `performance.now` has it. */
  readonly readAt: number
}

/** What is being read, and what was known before. */
interface Reading extends Pick<Known, 'view' | 'read' | 'keys' | 'storeVersion'> {
  readonly known: Known | undefined
}

/** Stands for what is not read yet. */
const nothing: ReadonlyMap<IssueKey, never> = new Map<IssueKey, never>()

export interface RowValuesOptions {
  readonly store: Store
  readonly shown: ShownRows
  readonly views: ViewReader
  readonly version: () => number
  /** The values of a long list are there. */
  readonly onRead: () => void
}

/** One value of each row of a view: only those rows are read again that were written since. */
export class RowValues {
  readonly #options: RowValuesOptions
  /** The last asked for is last. */
  #known: readonly Known[] = []
  /** Views that are being read, by their readers. */
  readonly #reading = new Map<Reader, string>()
  #isClosed = false

  constructor(options: RowValuesOptions) {
    this.#options = options
  }

  close(): void {
    this.#isClosed = true
  }

  /**
   * `read` must be the same function each time. The same map as before means the same values; it is empty while a long list is read
   * for the first time, and that of before while it is read again.
   */
  get<T>(view: string, read: (issue: Issue) => T): ReadonlyMap<IssueKey, T> {
    const { store, views, version } = this.#options
    const keys = views.get(view)?.keys ?? []
    const known = this.#known.find((one) => one.view === view && one.read === read)
    const values = (): ReadonlyMap<IssueKey, unknown> => {
      if (known?.keys === keys && known.version === version()) return known.shown
      if (keys.length <= atOnce) {
        const reading = { view, read, keys, known, storeVersion: store.version() }
        return this.#found(reading, readNow(readValues(store, keys, known, read)))
      }
      if (known?.keys === keys && known.storeVersion === store.version())
        return this.#put({ ...known, version: version() })
      this.#readLater(view, read, known)
      return known === undefined ? nothing : this.#withJoined(known, keys)
    }
    return values() as ReadonlyMap<IssueKey, T>
  }

  #put(known: Known): ReadonlyMap<IssueKey, unknown> {
    const others = this.#known.filter(({ view, read }) => view !== known.view || read !== known.read)
    this.#known = [...others, known].slice(-capacity)
    return known.shown
  }

  #found(
    { view, read, keys, known, storeVersion }: Reading,
    { stamps, confirmed, isSame }: FoundValues<unknown>,
  ): ReadonlyMap<IssueKey, unknown> {
    const over = this.#laidOver(confirmed, read)
    const isOverlaid = over.length > 0
    const isAsBefore = isSame && !isOverlaid && known?.isOverlaid === false && known.keys === keys
    const shown = isAsBefore ? known.shown : isOverlaid ? new Map([...confirmed, ...over]) : confirmed
    const [version, readAt] = [this.#options.version(), performance.now()]
    return this.#put({ view, read, keys, stamps, confirmed, shown, isOverlaid, version, storeVersion, readAt })
  }

  #readLater(view: string, read: Reader, known: Known | undefined): void {
    if (this.#reading.get(read) === view) return
    this.#reading.set(read, view)
    const wait = known === undefined ? 0 : Math.max(0, known.readAt + pause - performance.now())
    setTimeout(() => void this.#readInSlices(view, read), wait).unref()
  }

  async #readInSlices(view: string, read: Reader): Promise<void> {
    const { store, views, onRead } = this.#options
    const isWanted = (): boolean => !this.#isClosed && this.#reading.get(read) === view
    try {
      if (!isWanted()) return
      const storeVersion = store.version()
      const keys = views.get(view)?.keys ?? []
      const known = this.#known.find((one) => one.view === view && one.read === read)
      const reading = readValues(store, keys, known, read)
      let step = reading.next()
      while (step.done !== true) {
        await new Promise((go) => setImmediate(go))
        if (!isWanted()) return
        step = reading.next()
      }
      this.#found({ view, read, keys, known, storeVersion }, step.value)
      this.#reading.delete(read)
      onRead()
    } catch {
      // Who asks for the rows is told what is wrong with the file.
      this.#reading.delete(read)
    }
  }

  /** The values of before with those of the rows that have joined since. */
  #withJoined(known: Known, keys: readonly IssueKey[]): ReadonlyMap<IssueKey, unknown> {
    if (known.keys === keys) return known.shown
    const joined = keys.filter((key) => !known.shown.has(key))
    if (joined.length > fewJoined) return known.shown
    if (joined.length === 0) return this.#put({ ...known, keys })
    const read = [...this.#options.store.issues.rowsOf(joined)].map((row) => [row.key, known.read(row)] as const)
    return this.#put({ ...known, keys, shown: new Map([...known.shown, ...read]) })
  }

  /** The rows of which something waits to be sent. */
  #laidOver(
    confirmed: ReadonlyMap<IssueKey, unknown>,
    read: Reader,
  ): readonly (readonly [key: IssueKey, value: unknown])[] {
    const { shown } = this.#options
    return [...shown.openKeys()].flatMap((key): readonly (readonly [IssueKey, unknown])[] => {
      const issue = confirmed.has(key) ? shown.issue(key) : undefined
      return issue === undefined ? [] : [[key, read(issue)]]
    })
  }
}

const readNow = <T>(reading: Generator<undefined, T>): T => {
  for (;;) {
    const step = reading.next()
    if (step.done === true) return step.value
  }
}
