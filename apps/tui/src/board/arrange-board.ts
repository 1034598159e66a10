import type { BoardConfiguration, Issue, IssueKey } from '@mmd/jira-api'
import type { BoardView } from '../state/board.ts'

/** What of a row says where it stands on a board. */
export interface Standing {
  readonly statusId: string
  readonly isSubtask: boolean
}

/** Always the same function: the copy keeps what it has read. */
export const standingOf = ({ status, type }: Issue): Standing => ({ statusId: status.id, isSubtask: type.subtask })

/** A column with its cards from top to bottom. */
export interface BoardColumnCards {
  readonly name: string
  readonly statusIds: readonly string[]
  readonly keys: readonly IssueKey[]
  /** How many count towards the limits of the board. */
  readonly counted: number
  readonly limit: 'under' | 'over' | null
  readonly min: number | null
  readonly max: number | null
}

export interface ArrangedBoard {
  readonly columns: readonly BoardColumnCards[]
  /** All cards, column after column. */
  readonly keys: readonly IssueKey[]
}

const limitOf = (counted: number, min: number | null, max: number | null): BoardColumnCards['limit'] => {
  if (max !== null && counted > max) return 'over'
  return min !== null && counted < min ? 'under' : null
}

/** Issues in the columns of their status; those whose status has no column are not on the board. */
export const arrangeBoard = (
  keys: readonly IssueKey[],
  standings: ReadonlyMap<IssueKey, Standing>,
  { columns, constraint }: Pick<BoardConfiguration, 'columns' | 'constraint'>,
): ArrangedBoard => {
  const at = new Map(columns.flatMap(({ statusIds }, index) => statusIds.map((id) => [id, index] as const)))
  const cards = columns.map((): IssueKey[] => [])
  const counts = columns.map(() => 0)
  for (const key of keys) {
    const standing = standings.get(key)
    const index = standing && at.get(standing.statusId)
    if (standing === undefined || index === undefined) continue
    cards[index]?.push(key)
    if (constraint === 'issueCount' || (constraint === 'issueCountExclSubs' && !standing.isSubtask))
      counts[index] = (counts[index] ?? 0) + 1
  }
  const arranged = columns.map(({ name, statusIds, min, max }, index): BoardColumnCards => {
    const counted = counts[index] ?? 0
    const limits = constraint === 'none' ? { min: null, max: null } : { min, max }
    return {
      name,
      statusIds,
      keys: cards[index] ?? [],
      counted,
      ...limits,
      limit: limitOf(counted, limits.min, limits.max),
    }
  })
  return { columns: arranged, keys: arranged.flatMap((column) => column.keys) }
}

interface Remembered {
  readonly keys: readonly IssueKey[]
  readonly standings: ReadonlyMap<IssueKey, Standing>
  readonly setup: BoardView['setup']
  readonly quick: BoardView['quick']
  readonly arranged: ArrangedBoard
}

let last: Remembered | undefined

/** The same object as long as nothing of it has changed: a frame asks several times. */
export const arrangedBoard = (
  keys: readonly IssueKey[],
  standings: ReadonlyMap<IssueKey, Standing>,
  { setup, quick }: BoardView,
): ArrangedBoard => {
  if (last?.keys === keys && last.standings === standings && last.setup === setup && last.quick === quick)
    return last.arranged
  const shown = quick === null ? keys : keys.filter((key) => quick.keys.has(key))
  const configuration = setup?.configuration ?? { columns: [], constraint: 'none' as const }
  const arranged = arrangeBoard(shown, standings, configuration)
  last = { keys, standings, setup, quick, arranged }
  return arranged
}
