import type { Issue, IssueDetail, IssueKey } from '@mmd/jira-api/model'
import type { EngineState, Replica, ViewRows } from '../replica.ts'
import type { DecidedIssue, SearchHit } from '../store/store.ts'
import type { Acting } from './combined-acting.ts'
import type { Undo } from './combined-undo.ts'
import { CombinedValues } from './combined-values.ts'
import { type MergedKeys, mergeView } from './merge-view.ts'
import { qualify } from './qualified-key.ts'
import type { Router } from './router.ts'
import { joinFilters, qualifiedSpec, viewPlace } from './site-view.ts'

type Reading = Omit<Replica, keyof Acting | keyof Undo | keyof Asking>

/** What the members do by themselves. */
export type Asking = Pick<
  Replica,
  'subscribe' | 'poll' | 'openView' | 'refreshView' | 'loadMore' | 'countView' | 'openIssue' | 'idle' | 'close'
>

/** The worst first: what one site waits for is what a person must know. */
const gravity: readonly EngineState['sender'][] = ['signed-out', 'offline', 'waiting', 'sending', 'elsewhere', 'idle']

/** Rows of all members, under qualified keys. */
export const combinedReading = (router: Router): Reading => {
  const { members } = router
  /** Views until a row of any member changes. */
  const merged = new Map<string, { readonly version: number; readonly rows: ViewRows | undefined }>()
  const lists = new Map<string, MergedKeys>()
  const version = (): number => members.reduce((sum, { replica }) => sum + replica.version(), 0)

  const view = (id: string): ViewRows | undefined => {
    const now = version()
    const known = merged.get(id)
    if (known?.version === now) return known.rows
    const rows = mergeView(router, id, lists)
    merged.set(id, { version: now, rows })
    return rows
  }

  const values = new CombinedValues()
  let decided: { readonly version: number; readonly rows: readonly DecidedIssue[] } | undefined
  const decisions = (): readonly DecidedIssue[] => {
    const now = version()
    if (decided?.version !== now) {
      const rows = members
        .flatMap(({ site, replica }) => replica.decisions().map((one) => ({ ...one, key: qualify(site, one.key) })))
        .toSorted((a, b) => b.at - a.at)
      decided = { version: now, rows }
    }
    return decided.rows
  }

  const issues = requalifying<Issue>()
  const details = requalifying<IssueDetail>()
  return {
    version,
    view,
    views: () => [
      ...new Map(
        members
          .flatMap(({ site, replica }) => replica.views().map((spec) => qualifiedSpec(site, spec)))
          .map((spec) => [spec.id, spec]),
      ).values(),
    ],
    issue: (qualified) => {
      const { replica, key } = router.of(qualified)
      const issue = replica.issue(key)
      return issue && issues(issue, qualified)
    },
    detail: (qualified) => {
      const { replica, key } = router.of(qualified)
      const rows = replica.detail(key)
      return rows && { ...rows, detail: rows.detail && details(rows.detail, qualified) }
    },
    part: (qualified, part) => {
      const { replica, key } = router.of(qualified)
      return replica.part(key, part)
    },
    marks: (qualified) => {
      const { replica, key } = router.of(qualified)
      return replica.marks(key)
    },
    readUpTo: (qualified) => {
      const { replica, key } = router.of(qualified)
      return replica.readUpTo(key)
    },
    snoozes: () =>
      new Set(members.flatMap(({ site, replica }) => [...replica.snoozes()].map((key) => qualify(site, key)))),
    snooze: (qualified) => {
      const { replica, key } = router.of(qualified)
      return replica.snooze(key)
    },
    decisions,
    visits: () =>
      new Map(
        members
          .flatMap(({ site, replica }) => [...replica.visits()].map(([key, at]) => [qualify(site, key), at] as const))
          .toSorted(([, a], [, b]) => (a < b ? 1 : a > b ? -1 : 0)),
      ),
    matching: (id, words) => {
      const place = viewPlace(router, id)
      const found = new Set(
        place.members.flatMap(({ site, replica }) =>
          replica.matching(place.id, words).map((key) => qualify(site, key)),
        ),
      )
      return (view(id)?.keys ?? []).filter((key) => found.has(key))
    },
    rowValues: (id, read) => values.get(viewPlace(router, id), id, read),
    rowDates: (id, field) => {
      const place = viewPlace(router, id)
      const dates = place.members.map(({ site, replica }) => ({ site, found: replica.rowDates(place.id, field) }))
      return new Map(
        dates.flatMap(({ site, found }) => [...found].map(([key, date]) => [qualify(site, key), date] as const)),
      )
    },
    search: (text, limit) => interleave(members.map((member) => hitsOf(member, text, limit))).slice(0, limit),
    catalogue: (name) =>
      name === 'favourite-filters'
        ? joinFilters(members.map(({ site, replica }) => ({ site, filters: replica.catalogue(name) })))
        : members[0]?.replica.catalogue(name),
    draft: (name) => members.map(({ replica }) => replica.draft(name)).find((text) => text !== '') ?? '',
    drafts: () => Object.assign({}, ...members.map(({ replica }) => replica.drafts())) as Record<string, string>,
    operations: () =>
      members
        .flatMap((member) => member.replica.operations().map((record) => router.toRecord(member, record)))
        .toSorted((a, b) => a.performedAt - b.performedAt),
    operation: (qualified) => {
      const { id, ...member } = router.ofId(qualified)
      const record = member.replica.operation(id)
      return record && router.toRecord(member, record)
    },
    changes: (limit) =>
      members
        .flatMap((member) => member.replica.changes(limit).map((change) => router.toChange(member, change)))
        .toSorted((a, b) => b.performedAt - a.performedAt)
        .slice(0, limit),
    engineState: () =>
      members
        .map(({ replica }) => replica.engineState())
        .toSorted((a, b) => gravity.indexOf(a.sender) - gravity.indexOf(b.sender))[0] ?? {
        sender: 'idle',
        error: null,
      },
  }
}

/** The same row under its qualified key: the same object for the same row, so that whoever draws it can tell. */
const requalifying = <T extends { readonly key: IssueKey }>(): ((row: T, key: IssueKey) => T) => {
  const known = new WeakMap<T, T>()
  return (row, key) => {
    const made = known.get(row) ?? { ...row, key }
    known.set(row, made)
    return made
  }
}

const hitsOf = (
  { site, replica }: { readonly site: string; readonly replica: Replica },
  text: string,
  limit: number,
): readonly SearchHit[] =>
  replica.search(text, limit).map(({ key, issue }) => {
    const qualified = qualify(site, key)
    return { key: qualified, issue: { ...issue, key: qualified } }
  })

/** The best of each site first, then the second ones: ranks of two copies cannot be compared. */
const interleave = (lists: readonly (readonly SearchHit[])[]): readonly SearchHit[] => {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat()
}
