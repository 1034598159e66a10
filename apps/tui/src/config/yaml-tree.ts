import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, visit } from 'yaml'

/** Where something stands in the parsed file, with what it takes to take it out. */
export interface Place {
  /** What is nearest to the path and has a position: the value, its key, or what it should stand in. */
  readonly at: Node
  /** How far the path could be followed. */
  readonly path: readonly PropertyKey[]
  /** Takes it out of the tree; false where it cannot be. */
  readonly remove: () => boolean
}

const same = (key: unknown, part: PropertyKey): boolean =>
  isScalar(key) ? String(key.value) === String(part) : String(key) === String(part)

const asNode = (value: unknown, instead: Node): Node => (isNode(value) && Array.isArray(value.range) ? value : instead)

/** The value at the path, or the innermost thing on the way to it that is there. `key`: its key is pointed at. */
export const placeOf = (doc: Document, path: readonly PropertyKey[], key = false): Place | undefined => {
  const root = doc.contents
  if (!isNode(root)) return undefined
  let place: Place = { at: root, path: [], remove: () => false }
  let node: unknown = root
  for (const [depth, part] of path.entries()) {
    const holder = isAlias(node) ? node.resolve(doc) : node
    const reached = path.slice(0, depth + 1)
    const isLast = depth === path.length - 1
    if (isMap(holder)) {
      const pair: Pair | undefined = holder.items.find((item) => same(item.key, part))
      if (pair === undefined) break
      const keyNode = asNode(pair.key, place.at)
      place = {
        at: isLast && key ? keyNode : asNode(pair.value, keyNode),
        path: reached,
        remove: () => {
          const before = holder.items.length
          holder.items = holder.items.filter((item) => item !== pair)
          return holder.items.length < before
        },
      }
      node = pair.value
    } else if (isSeq(holder)) {
      const item: unknown = holder.items[Number(part)]
      if (item === undefined) break
      place = {
        at: asNode(item, place.at),
        path: reached,
        remove: () => {
          const before = holder.items.length
          holder.items = holder.items.filter((one) => one !== item)
          return holder.items.length < before
        },
      }
      node = item
    } else break
  }
  return place
}

/** Takes out what refers to something that is not there, and gives what was: such a tree has no values. */
export const takeLooseAliases = (doc: Document): readonly { readonly at: Node; readonly name: string }[] => {
  const loose: { readonly at: Node; readonly name: string }[] = []
  const take: (() => void)[] = []
  visit(doc, {
    Alias: (_, alias, ancestors) => {
      if (alias.resolve(doc) !== undefined) return
      loose.push({ at: alias, name: alias.source })
      const [holder, above] = [ancestors.at(-1), ancestors.at(-2)]
      if (isSeq(holder)) take.push(() => void (holder.items = holder.items.filter((item) => item !== alias)))
      else if (isMap(above)) take.push(() => void (above.items = above.items.filter((item) => item !== holder)))
      else take.push(() => void (doc.contents = null))
    },
  })
  for (const one of take) one()
  return loose
}
