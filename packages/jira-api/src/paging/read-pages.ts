import { JiraApiError } from '../errors.ts'
import { isJson, toCount, toJson, toList } from '../model/primitives.ts'

/** More pages than any list has that is read to its end: a site that never ends is not read for ever. */
const mostPages = 1_000

/** How often a list is read anew that changes while it is read. */
const mostPasses = 3

/** One page of a list and where the next one begins. */
export interface ListPage<V = unknown> {
  readonly values: readonly V[]
  /** Undefined: there is no next one. */
  readonly next: number | undefined
  /** How many there are in all; undefined where the site does not count. */
  readonly total?: number | undefined
}

/** The values from `wanted` on, of a page that begins at `own`: some resources give everything, whatever they are asked for. */
const from = (values: readonly unknown[], own: unknown, wanted: number): readonly unknown[] =>
  typeof own === 'number' && own >= 0 && own < wanted ? values.slice(wanted - own) : values

/**
 * A page of `values` counted by `startAt`, with `isLast`, `total` or neither: without both a page that is shorter than the
 * site's own `maxResults` is the last.
 */
export const offsetPage = (answer: unknown, startAt: number, name = 'values'): ListPage => {
  const page = toJson(answer)
  const values = from(toList(page[name]), page['startAt'], startAt)
  const end = startAt + values.length
  const isKnownEnd = typeof page['isLast'] === 'boolean' ? page['isLast'] : undefined
  const total = typeof page['total'] === 'number' ? page['total'] : undefined
  const isLast =
    values.length === 0 ||
    (isKnownEnd ?? (total === undefined ? values.length < toCount(page['maxResults']) : end >= total))
  return { values, next: isLast ? undefined : end, total }
}

/** A page of Service Management: `start`, `size` and `isLastPage`, or a link to the next one, or just a page that is full. */
export const deskPage = (answer: unknown, start: number): ListPage => {
  const page = toJson(answer)
  const values = from(toList(page['values']), page['start'], start)
  const limit = toCount(page['limit'])
  const goesOn =
    typeof page['isLastPage'] === 'boolean'
      ? !page['isLastPage']
      : typeof toJson(page['_links'])['next'] === 'string' || (limit > 0 && values.length >= limit)
  return { values, next: goesOn && values.length > 0 ? start + values.length : undefined }
}

/** What of a value tells it from others; undefined where nothing does. */
const idOf = (value: unknown): string | undefined => {
  const id = isJson(value) ? value['id'] : undefined
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : undefined
}

/** Adds what is not there yet; false when nothing was new. */
const addNew = <V>(all: V[], ids: Set<string>, values: readonly V[]): boolean => {
  const before = all.length
  for (const value of values) {
    const id = idOf(value)
    if (id !== undefined && ids.has(id)) continue
    if (id !== undefined) ids.add(id)
    all.push(value)
  }
  return all.length > before
}

/** Reads a list once. Not steady: it was counted otherwise from page to page. */
const readOnce = async <V>(
  ask: (startAt: number) => Promise<ListPage<V>>,
): Promise<{ readonly values: readonly V[]; readonly isSteady: boolean }> => {
  const all: V[] = []
  const ids = new Set<string>()
  let isSteady = true
  let counted: number | undefined
  let startAt = 0
  for (let count = 0; count < mostPages; count += 1) {
    const { values, next, total } = await ask(startAt)
    if (count > 0 && total !== counted) isSteady = false
    counted = total
    const brings = addNew(all, ids, values)
    // Without anything new it is the same page again: a site that does not look at where it should begin.
    if (next === undefined || !brings) return { values: all, isSteady }
    startAt = next
  }
  throw new JiraApiError('bad-answer', 'The site does not come to the end of a list')
}

/**
 * Reads a list that is small by nature to its end; each value with an `id` comes once. One that is counted otherwise from
 * page to page changed meanwhile, and some of it may have slipped by: it is read again, at most three times. Throws
 * `bad-answer` for a list that does not end.
 */
export const readAllPages = async <T, V = unknown>(
  ask: (startAt: number) => Promise<ListPage<V>>,
  read: (value: V) => T | null,
): Promise<readonly T[]> => {
  const seen: V[] = []
  const ids = new Set<string>()
  for (let pass = 1; ; pass += 1) {
    const { values, isSteady } = await readOnce(ask)
    if (isSteady) return values.flatMap((value) => read(value) ?? [])
    addNew(seen, ids, values)
    // Of a list that does not hold still, whatever was seen.
    if (pass === mostPasses) return seen.flatMap((value) => read(value) ?? [])
  }
}
