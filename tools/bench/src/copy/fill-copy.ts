import type { Store } from '@mmd/replica'
import { believableDetail, believableIssue, keyOf } from './believable.ts'

/** Every so many issues have their detail in the copy, with comments. */
const detailEvery = 5
/** Every so many issues are unread. */
const unreadEvery = 50
/** Rows of one transaction. */
const slice = 1_000

/** A view of the copy: a query that no issue of a site answers, so that a refresh of it finds nothing new. */
export interface CopyView {
  readonly id: string
  readonly title: string
  readonly jql: string
  /** How many of the newest issues are in it. */
  readonly size: number
}

const viewOf = (size: number, created: string): CopyView => ({
  id: `bench-${size}`,
  title: `Newest ${size}`,
  jql: `created < "${created}" ORDER BY updated DESC`,
  size,
})

/** One view of all issues, which is the one opened last, and one of a fifth of them. */
export const viewsOf = (issues: number): { readonly all: CopyView; readonly fifth: CopyView } => ({
  all: viewOf(issues, '1999-01-01'),
  fifth: viewOf(Math.ceil(issues / 5), '1998-01-01'),
})

/** Writes the views as if they had been read a moment ago, so that a start asks what has changed since and no more. */
export const freshenViews = (store: Store, issues: number, now: number): void =>
  store.transaction(() => {
    const { all, fifth } = viewsOf(issues)
    for (const [at, { id, title, jql, size }] of [fifth, all].entries()) {
      const keys = Array.from({ length: size }, (_, place) => keyOf(issues - place))
      const times = { askedAt: now, sweptAt: now, refreshedAt: now, openedAt: now + at }
      store.views.put({ id, title, jql, keys, total: size, ...times })
    }
  })

/** Fills an empty copy with so many believable issues and two views of them. */
export const fillCopy = (store: Store, issues: number, now: number): void => {
  for (let from = 1; from <= issues; from += slice)
    store.transaction(() => {
      const numbers = Array.from({ length: Math.min(slice, issues - from + 1) }, (_, at) => from + at)
      for (const number of numbers) {
        if (number % detailEvery === 0) store.issues.putDetail(believableDetail(number), now)
        else store.issues.putRow(believableIssue(number), now)
      }
      store.marks.markRead(numbers.filter((number) => number % unreadEvery !== 0).map(keyOf))
    })
  freshenViews(store, issues, now)
}
