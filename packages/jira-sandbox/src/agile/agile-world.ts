import type { Exchange } from '../exchange.ts'
import { findByJql } from '../rest/find-by-jql.ts'
import { loggedIn, Refusal } from '../rest/refusal.ts'
import { boardsOf, type SandboxBoard, type SandboxSprint } from '../world/agile.ts'
import { mayIn } from '../world/permissions.ts'
import { openSprintOf } from '../world/sprint-of.ts'
import { teamManagedTypes } from '../world/team-managed.ts'
import type { SandboxIssue } from '../world/world.ts'
import type { AgileSwitches } from './switches.ts'

/** In what the agile resources of Cloud differ, and of one site from another. */
export interface AgileForm extends Partial<AgileSwitches> {
  readonly isCloud: boolean
}

const numberIn = (text: string | undefined, what: string): number => {
  if (text !== undefined && /^\d{1,9}$/u.test(text)) return Number(text)
  throw new Refusal(400, `The ${what} ID must be a number.`)
}

const maySeeBoard = ({ world, user }: Exchange, { projectKey }: SandboxBoard): boolean =>
  mayIn(world, user, projectKey, 'BROWSE_PROJECTS')

/** The boards that the caller may see. */
export const seenBoards = (exchange: Exchange): readonly SandboxBoard[] =>
  boardsOf(exchange.world).filter((board) => maySeeBoard(exchange, board))

/** The board of the path; a 404 refusal for one that is not there or not for the caller. */
export const seenBoard = (exchange: Exchange, text: string | undefined = exchange.params.board): SandboxBoard => {
  const id = numberIn(text, 'board')
  const board = seenBoards(exchange).find((one) => one.id === id)
  if (board !== undefined) return board
  throw new Refusal(404, 'The board does not exist, or you may not see it.')
}

/** A sprint by the id in a path; a 404 refusal for one that is not there or whose board is not for the caller. */
export const seenSprint = (exchange: Exchange, text: string | undefined = exchange.params.sprint): SandboxSprint => {
  const id = numberIn(text, 'sprint')
  const sprint = exchange.world.sprints.find((one) => one.id === id)
  if (sprint !== undefined && seenBoards(exchange).some(({ id: board }) => board === sprint.boardId)) return sprint
  throw new Refusal(404, 'The sprint does not exist, or you may not see it.')
}

/** Refuses those who may not manage the sprints of a board. */
export const demandSprints = (exchange: Exchange, boardId: number): void => {
  const { world } = exchange
  const user = loggedIn(exchange)
  const project = world.boards.find(({ id }) => id === boardId)?.projectKey ?? ''
  if (!mayIn(world, user, project, 'MANAGE_SPRINTS_PERMISSION')) {
    throw new Refusal(403, 'You need the permission to manage sprints for that.')
  }
}

/** A board without sprints refuses all about them. */
export const demandScrum = ({ type }: SandboxBoard): void => {
  if (type !== 'scrum') throw new Refusal(400, 'The board does not support sprints.')
}

const withoutOrder = (jql: string): string => jql.replace(/\s+ORDER BY .*$/iu, '')

/** The issues that a query finds among the chosen ones, in the order of their rank or in its own. */
export const ranked = (
  exchange: Exchange,
  jql: string,
  isChosen: (issue: SandboxIssue) => boolean,
): readonly SandboxIssue[] => {
  const ordered = /\bORDER\s+BY\b/iu.test(jql) ? jql : `${jql} ORDER BY Rank ASC`
  return findByJql(exchange, ordered).filter(isChosen)
}

const epicTypes = new Set(['10000', teamManagedTypes[0]?.id])

/** Whether an issue is an epic, of the site's own type or of a team-managed project's. */
export const isEpic = ({ typeId }: SandboxIssue): boolean => epicTypes.has(typeId)

/** Whether an issue lies on a board: found by its filter, in a status that has a column, and no epic. */
export const boardTest = (exchange: Exchange, board: SandboxBoard): ((issue: SandboxIssue) => boolean) => {
  const statuses = new Set(board.columns.flatMap(({ statusIds }) => statusIds))
  const found = new Set(findByJql(exchange, withoutOrder(board.jql)))
  const left = board.subQuery === undefined ? found : new Set(findByJql(exchange, board.subQuery))
  return (issue) =>
    found.has(issue) && left.has(issue) && statuses.has(issue.statusId) && (board.type === 'kanban' || !isEpic(issue))
}

/** Whether an issue waits in the backlog: in no sprint that is open or planned, and not done; on others in the first column. */
export const backlogTest = (
  { world }: Exchange,
  { type, columns }: SandboxBoard,
): ((issue: SandboxIssue) => boolean) => {
  const done = new Set(columns.findLast(({ statusIds }) => statusIds.length > 0)?.statusIds)
  const first = new Set(columns[0]?.statusIds)
  return (issue) =>
    type !== 'scrum'
      ? first.has(issue.statusId)
      : !done.has(issue.statusId) && openSprintOf(world, issue) === undefined && issue.parentId === null
}
