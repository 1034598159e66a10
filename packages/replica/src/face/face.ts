import type { User } from '@mmd/jira-api/model'
import type { Engine } from '../engine.ts'
import type { EngineState } from '../replica.ts'
import { ShownRows } from '../rows/shown.ts'
import type { Store } from '../store/store.ts'
import { Changes } from './changes.ts'
import { DetailReader } from './detail-reader.ts'
import { Fetches } from './fetches.ts'
import { RowDates } from './row-dates.ts'
import { MarkReader } from './row-marks.ts'
import { RowValues } from './row-values.ts'
import { Settling, toEngineState } from './settling.ts'
import { ViewReader } from './view-reader.ts'

export interface ReplicaOptions {
  /** A connection of the replica's own; closed with it. */
  readonly store: Store
  /** Closed with it. */
  readonly engine: Engine
  readonly me: User
  readonly deployment: 'datacenter' | 'cloud'
  /** Epoch milliseconds. */
  readonly now?: () => number
}

/** What the parts of the replica share. */
export interface Face {
  readonly store: Store
  readonly engine: Engine
  readonly me: User
  readonly now: () => number
  readonly shown: ShownRows
  readonly views: ViewReader
  readonly details: DetailReader
  readonly marks: MarkReader
  readonly values: RowValues
  readonly dates: RowDates
  readonly changes: Changes
  readonly settling: Settling
  readonly engineState: () => EngineState
  /** Hears no more of the engine. */
  readonly stop: () => void
}

export const openFace = ({ store, engine, me, now = Date.now }: ReplicaOptions): Face => {
  const shown = new ShownRows(store)
  const fetches = new Fetches()
  const views = new ViewReader({ store, shown, fetches, now })
  const details = new DetailReader(store, shown, fetches)
  const marks = new MarkReader(store, shown)
  let state: EngineState = { sender: 'idle', error: null }
  const changes = new Changes(store, (areRowsOld) => {
    for (const kept of [views, details]) kept.forget()
    if (areRowsOld) for (const kept of [shown, marks]) kept.forget()
  })
  const rows = { store, shown, views, version: () => changes.version() }
  const values = new RowValues({ ...rows, onRead: () => changes.changed() })
  const dates = new RowDates(rows)
  const settling = new Settling({ store, now, sender: () => state, poll: () => changes.poll() })
  changes.listen(() => settling.check())
  const stop = engine.listen((news) => {
    fetches.hear(news)
    if (news.sender !== undefined) state = toEngineState(news.sender)
    changes.changed()
  })
  return {
    store,
    engine,
    me,
    now,
    shown,
    views,
    details,
    marks,
    values,
    dates,
    changes,
    settling,
    engineState: () => state,
    stop,
  }
}
