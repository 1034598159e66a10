import type { Document } from '../document/document.ts'

/** Documents with more parts are edited as they are: reading Markdown back to compare takes too long. */
const mostParts = 4000
const mostDepth = 24

type Level = readonly [parts: readonly unknown[], depth: number]

/** What is in a part: blocks, items, rows, cells and inlines alike. */
const inside = (part: unknown): readonly (readonly unknown[])[] => {
  if (typeof part !== 'object' || part === null) return []
  const { blocks, items, columns, rows, cells, content } = part as Partial<Record<string, unknown>>
  return [blocks, items, columns, rows, cells, content].filter((list) => Array.isArray(list))
}

/** True for documents that nobody wrote by hand: thousands of parts, or dozens of levels. */
export const isTooMuch = ({ blocks }: Document): boolean => {
  let parts = 0
  const open: Level[] = [[blocks, 0]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [list, depth] = next
    parts += list.length
    if (parts > mostParts || depth > mostDepth * 2) return true
    for (const part of list) for (const inner of inside(part)) open.push([inner, depth + 1])
  }
  return false
}
