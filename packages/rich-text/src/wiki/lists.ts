import type { Block, List, ListItem } from '../document/document.ts'
import type { WikiSource } from './source.ts'

/** One item as it stands in the source: its markers, as `*#`, and the offsets of its text. */
export interface ListLine {
  readonly markers: string
  /** Where its line begins. */
  readonly start: number
  readonly from: number
  to: number
}

const DEEPEST = 10

interface Extent {
  from: number
  to: number
}

interface OpenList {
  readonly type: 'list'
  readonly ordered: boolean
  readonly items: OpenItem[]
}

interface OpenItem extends ListItem {
  readonly blocks: (Block | OpenList)[]
}

/**
 * Builds nested lists from lines: as many levels as markers, the last marker says which kind. A level that was left out
 * is not invented. Lists of different kinds at the same level stand one after the other.
 */
export const buildLists = (
  source: WikiSource,
  lines: readonly ListLine[],
  parse: (from: number, to: number) => Block[],
): List[] => {
  const roots: OpenList[] = []
  const path: { readonly list: OpenList; readonly depth: number }[] = []
  // Lists and items reach as far as the last line in them.
  const extents = new Map<OpenList | OpenItem, Extent>()
  for (const line of lines) {
    const depth = Math.min(line.markers.length, DEEPEST)
    const ordered = line.markers.endsWith('#')
    while ((path.at(-1)?.depth ?? 0) > depth) path.pop()
    const top = path.at(-1)
    if (top !== undefined && top.depth === depth && top.list.ordered !== ordered) path.pop()
    if (path.at(-1)?.depth !== depth) {
      const list: OpenList = { type: 'list', ordered, items: [] }
      const parent = path.at(-1)?.list.items.at(-1)?.blocks ?? roots
      parent.push(list)
      path.push({ list, depth })
    }
    path.at(-1)?.list.items.push({ blocks: parse(line.from, line.to) })
    for (const { list } of path) {
      grow(extents, list, line)
      const item = list.items.at(-1)
      if (item !== undefined) grow(extents, item, line)
    }
  }
  for (const [node, { from, to }] of extents) source.placed(node, from, to)
  return roots
}

const grow = <T>(extents: Map<T, Extent>, node: T, { start, to }: ListLine): void => {
  const extent = extents.get(node)
  if (extent === undefined) extents.set(node, { from: start, to })
  else extent.to = to
}
