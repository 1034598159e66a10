import type { IssueKey, IssuePage } from '../model/model.ts'

/** The keys of a list from its start, in the site's order, and what the site counted. */
export interface KnownList {
  readonly keys: readonly IssueKey[]
  readonly total: number
}

/** What a pass over the list has so far. */
export interface ListProgress extends KnownList {
  /** The pass is over: no page follows unless the list moved meanwhile. */
  readonly isOver: boolean
}

export interface ReadListOptions {
  /** Asks for one page; the site may give fewer issues than `maxResults`. */
  readonly page: (startAt: number, maxResults: number) => Promise<IssuePage>
  /** How many issues to read from the start of the list; infinite: all. */
  readonly wanted: number
  /** Issues to ask for when the next page starts at `startAt`; at least 2 for lists of several pages. */
  readonly pageSize: (startAt: number) => number
  /** What an earlier read gave: the first pass goes on behind it. */
  readonly known?: KnownList
  readonly onPage?: (page: IssuePage, progress: ListProgress) => void
}

export interface ReadList extends KnownList {
  /** False: the list changed faster than it could be read, and `keys` holds whatever was seen of it. */
  readonly isSteady: boolean
}

const mostPasses = 4

/**
 * Reads a list that may change meanwhile. Pages by offset shift then, so each overlaps the one before by one issue; when
 * that, the total or the count does not fit, the list is read anew. Pages by token have no overlap: there an issue that
 * comes twice, or one less than was counted, tells. Each issue that matched throughout is given exactly once. At most
 * four passes.
 */
export const readList = async (options: ReadListOptions): Promise<ReadList> => {
  let pass = await readPass(options, options.known)
  const seen = new Set<IssueKey>(pass.keys)
  for (let count = 1; !pass.isSteady && count < mostPasses; count += 1) {
    const before = pass
    pass = await readPass(options, undefined)
    for (const key of pass.keys) seen.add(key)
    // Nothing moved, the site only counts what it does not give; asking again would give the same.
    if (isSame(before, pass)) {
      const { keys, total } = pass
      return { keys, isSteady: true, total: total > options.wanted ? total : keys.length }
    }
  }
  const { keys, total, isSteady } = pass
  return { keys: isSteady ? keys : [...new Set([...keys, ...seen])], total, isSteady }
}

/** A pass over the list, and what each page of it gave: how many the site counted, and the keys. */
interface Pass extends ReadList {
  readonly trail: readonly (number | IssueKey)[]
}

/** Keys alone do not tell: what moves to where each pass has been already is lost to both. */
const isSame = ({ trail: a }: Pass, { trail: b }: Pass): boolean =>
  a.length === b.length && a.every((entry, at) => entry === b[at])

/** True when a page goes on right behind `last`, in a list that still counts as many as before. */
const fits = (page: IssuePage, last: IssueKey | undefined, counted: number | undefined): boolean => {
  if (last === undefined || counted === undefined) return true
  const { byToken, issues, total } = page
  // An estimate may change although the list did not.
  return byToken === undefined
    ? issues[0]?.key === last && total === counted
    : (byToken.follows ?? issues[0]?.key) === last
}

const readPass = async (
  { page: ask, wanted, pageSize, onPage }: ReadListOptions,
  known: KnownList | undefined,
): Promise<Pass> => {
  const keys = new Set<IssueKey>(known?.keys)
  const trail: (number | IssueKey)[] = []
  let last = known?.keys.at(-1)
  let counted = last === undefined ? undefined : known?.total
  let position = keys.size
  let isSteady = true
  for (;;) {
    const startAt = last === undefined ? 0 : position - 1
    const page = await ask(startAt, pageSize(startAt))
    const { issues, byToken } = page
    trail.push(page.total, ...issues.map(({ key }) => key))
    if (!fits(page, last, counted)) isSteady = false
    if (byToken === undefined || counted === undefined) counted = page.total
    const before = keys.size
    const hasOverlap = (byToken?.follows ?? null) === null
    const fresh = hasOverlap ? issues.filter(({ key }) => key !== last) : issues
    for (const { key } of fresh) {
      if (keys.has(key)) isSteady = false
      keys.add(key)
    }
    position = startAt + (hasOverlap ? 0 : 1) + issues.length
    last = issues.at(-1)?.key ?? last
    // A page that brings nothing beyond its overlap means that the list has become shorter; a token that leads to where we
    // were would lead there for ever.
    const isEnd =
      byToken === undefined ? position >= page.total || fresh.length === 0 : byToken.isLast || keys.size === before
    const isOver = isEnd || position >= wanted
    const total = byToken?.isLast === true ? keys.size : page.total
    // A copy only for who looks: over all pages they would cost the square of the list.
    const progress = {
      get keys() {
        return [...keys]
      },
      total,
      isOver,
    }
    onPage?.(page, progress)
    if (isOver) return { keys: [...keys], total, trail, isSteady: isSteady && keys.size >= Math.min(wanted, counted) }
  }
}
