import { groupByIssue, holderOf } from '../conflicts/held.ts'
import type { Replica } from '../replica.ts'
import type { Face } from './face.ts'
import { toRecord } from './records.ts'

type Reading = Pick<
  Replica,
  | 'version'
  | 'subscribe'
  | 'poll'
  | 'view'
  | 'views'
  | 'issue'
  | 'detail'
  | 'part'
  | 'marks'
  | 'readUpTo'
  | 'snoozes'
  | 'snooze'
  | 'decisions'
  | 'visits'
  | 'matching'
  | 'search'
  | 'rowValues'
  | 'rowDates'
  | 'catalogue'
  | 'draft'
  | 'drafts'
  | 'operations'
  | 'operation'
  | 'changes'
  | 'engineState'
>

/** What reads the copy and asks nobody. */
export const reading = ({
  store,
  shown,
  views,
  details,
  marks,
  values,
  dates,
  changes,
  engineState,
}: Face): Reading => ({
  version: () => changes.version(),
  subscribe: (listener) => changes.listen(listener),
  poll: () => {
    if (views.hasWoken()) changes.changed()
    else changes.poll()
  },
  view: (id) => views.get(id),
  views: () => views.list(),
  issue: (key) => shown.issue(key),
  detail: (key) => details.detail(key),
  part: (key, part) => details.part(key, part),
  marks: (key) => marks.get(key),
  readUpTo: (key) => store.marks.readUpTo(key),
  snoozes: () => views.snoozes(),
  snooze: (key) => store.marks.snooze(key),
  decisions: () => views.decisions(),
  visits: () => views.visits(),
  matching: (viewId, words) => views.matching(viewId, words),
  search: (text, limit) => details.search(text, limit),
  catalogue: (name) => store.catalogues.get(name)?.value,
  rowValues: (viewId, read) => values.get(viewId, read),
  rowDates: (viewId, field) => dates.get(viewId, field),
  draft: (name) => store.drafts.get(name) ?? '',
  drafts: () => store.drafts.list(),
  operations: () => {
    const open = store.outbox.open()
    const openOf = groupByIssue(open)
    return open.map((stored) => toRecord(stored, holderOf(openOf, stored)))
  },
  operation: (id) => {
    const stored = store.outbox.get(id)
    if (stored === undefined) return undefined
    const holder = holderOf((key) => store.outbox.openOf(key), stored)
    return toRecord(stored, holder)
  },
  changes: (limit) => store.outbox.changes(limit),
  engineState,
})
