/** A kind of views that the site has and of which none is kept yet. */
export interface OfferedKind {
  /** The heading that its views stand under. */
  readonly name: 'Boards' | 'Queues'
  /** How many the site has; null: not known. */
  readonly count: number | null
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A part of what the copy keeps, which another version of this program may have written. */
const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/**
 * What the site has by what the copy knows of it, in the order of the pane: lists that it gave, else the products that it said it
 * has. `catalogue` gives what was kept under a name, undefined for nothing.
 */
export const offeredKinds = (catalogue: (name: string) => unknown): readonly OfferedKind[] => {
  const [boards, desks, capabilities] = [catalogue('boards'), catalogue('queues'), catalogue('capabilities')]
  const queues = listOf(desks).reduce<number>((sum, desk) => sum + listOf(partOf(desk, 'queues')).length, 0)
  const kind = (name: OfferedKind['name'], kept: unknown, count: number, product: string): readonly OfferedKind[] => {
    if (kept !== undefined) return count === 0 ? [] : [{ name, count }]
    return partOf(capabilities, product) === 'present' ? [{ name, count: null }] : []
  }
  return [...kind('Queues', desks, queues, 'serviceDesk'), ...kind('Boards', boards, listOf(boards).length, 'software')]
}
