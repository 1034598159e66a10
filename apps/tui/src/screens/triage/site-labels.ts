import { fit } from '@mmd/rich-text/cells'

/**
 * A short name for each site of a list, no wider than `most` cells and no two the same: the whole names where there is room,
 * else their beginnings, their beginnings and ends, or their beginnings with a number.
 */
export const siteLabels = (names: readonly string[], most: number): ReadonlyMap<string, string> => {
  const ways: readonly ((name: string, at: number) => string)[] = [
    (name) => begin(name, most),
    (name) => (name.length <= most ? name : `${name.slice(0, Math.ceil((most - 1) / 2))}…${end(name, most)}`),
    (name, at) => (name.length <= most ? name : numbered(name, at, most)),
    (name, at) => numbered(name, at, most),
  ]
  for (const way of ways) {
    const labels = names.map(way)
    if (new Set(labels).size === names.length) return new Map(names.map((name, at) => [name, labels[at] ?? name]))
  }
  return new Map(names.map((name, at) => [name, begin(String(at + 1), most)]))
}

const begin = (name: string, most: number): string =>
  name.length <= most ? name : fit(name, Math.max(1, most)).trimEnd()

const numbered = (name: string, at: number, most: number): string =>
  `${begin(name, most - String(at + 1).length)}${at + 1}`

const end = (name: string, most: number): string => name.slice(name.length - Math.floor((most - 1) / 2))
