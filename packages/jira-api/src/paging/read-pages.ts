import { toCount, toJson, toList } from '../model/primitives.ts'

/** More pages than a person would look at: a site that never ends is not read for ever. */
const mostPages = 100

/** One page of a list and where the next one begins. */
export interface ListPage {
  readonly values: readonly unknown[]
  /** Undefined: there is no next one. */
  readonly next: number | undefined
}

/**
 * A page of `values` counted by `startAt`, with `isLast`, `total` or neither: without both a page that is shorter than the
 * site's own `maxResults` is the last.
 */
export const offsetPage = (answer: unknown, startAt: number, name = 'values'): ListPage => {
  const page = toJson(answer)
  const values = toList(page[name])
  const end = startAt + values.length
  const isKnownEnd = typeof page['isLast'] === 'boolean' ? page['isLast'] : undefined
  const total = typeof page['total'] === 'number' ? page['total'] : undefined
  const isLast =
    values.length === 0 ||
    (isKnownEnd ?? (total === undefined ? values.length < toCount(page['maxResults']) : end >= total))
  return { values, next: isLast ? undefined : end }
}

/** A page of Service Management: `start`, `size` and `isLastPage`. */
export const deskPage = (answer: unknown, start: number): ListPage => {
  const page = toJson(answer)
  const values = toList(page['values'])
  return { values, next: page['isLastPage'] === false && values.length > 0 ? start + values.length : undefined }
}

/** Reads a list that is small by nature to its end, at most a hundred pages of it. */
export const readAllPages = async <T>(
  ask: (startAt: number) => Promise<ListPage>,
  read: (value: unknown) => T | null,
): Promise<readonly T[]> => {
  const all: T[] = []
  let startAt: number | undefined = 0
  for (let count = 0; count < mostPages && startAt !== undefined; count += 1) {
    const { values, next }: ListPage = await ask(startAt)
    for (const value of values) {
      const item = read(value)
      if (item !== null) all.push(item)
    }
    startAt = next
  }
  return all
}
