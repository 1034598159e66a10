import type { Answer, Exchange, Route } from '../exchange.ts'
import { type JsonObject, objectBody } from '../rest/input.ts'
import { get, noContent, ok, Refusal, refuseFields, write } from '../rest/refusal.ts'
import type { SandboxSprint } from '../world/agile.ts'
import { openSprintOf } from '../world/sprint-of.ts'
import { sprintJson } from './agile-json.ts'
import { type AgileForm, demandScrum, demandSprints, seenBoard, seenSprint } from './agile-world.ts'
import { moveToSprint } from './moves.ts'

const members = ['name', 'goal', 'startDate', 'endDate', 'state', 'completeDate', 'originBoardId']
// What a client read it may write back.
const ignored = ['id', 'self', 'synced', 'autoStartStop', 'activatedDate', 'createdDate']
const changeable = [...members, ...ignored, 'incompleteIssuesDestinationId']

const nameIn = (value: unknown): string => {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 30) return value
  throw refuseFields({ name: 'The name of a sprint has 1 to 30 characters.' })
}

const timeIn = (value: unknown, member: string): number | null => {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : ''
  const time = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/u.test(text)
    ? Date.parse(text.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'))
    : Number.NaN
  if (Number.isNaN(time)) throw refuseFields({ [member]: 'This is not a time.' })
  return time
}

const goalIn = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  throw refuseFields({ goal: 'The goal is a text.' })
}

const stateIn = (value: unknown, sprint: SandboxSprint): SandboxSprint['state'] => {
  if (value === undefined || value === null) return sprint.state
  const next = ({ FUTURE: 'ACTIVE', ACTIVE: 'CLOSED', CLOSED: 'CLOSED' } as const)[sprint.state]
  const state = [sprint.state, next].find((one) => typeof value === 'string' && value.toUpperCase() === one)
  if (state !== undefined) return state
  throw refuseFields({ state: 'A sprint goes from future to active to closed.' })
}

const begin = (exchange: Exchange, sprint: SandboxSprint): void => {
  const { world, now } = exchange
  if (sprint.start === null || sprint.end === null)
    throw refuseFields({ state: 'A sprint needs a start and an end before it can begin.' })
  if (world.sprints.some((one) => one !== sprint && one.boardId === sprint.boardId && one.state === 'ACTIVE'))
    throw refuseFields({ state: 'The board already has an active sprint.' })
  sprint.activated = now
}

const destinationIn = (exchange: Exchange, sprint: SandboxSprint, value: unknown): SandboxSprint | undefined => {
  if (value === undefined || value === null) return undefined
  const found = exchange.world.sprints.find(({ id, boardId }) => id === value && boardId === sprint.boardId)
  if (found !== undefined && found !== sprint && found.state !== 'CLOSED') return found
  throw refuseFields({ incompleteIssuesDestinationId: 'It is another sprint of the board that is not over.' })
}

// What is not done goes to another sprint, or back to the backlog.
const complete = (exchange: Exchange, sprint: SandboxSprint, destination: SandboxSprint | undefined): void => {
  const { world, now } = exchange
  const board = world.boards.find(({ id }) => id === sprint.boardId)
  const done = new Set(board?.columns.findLast(({ statusIds }) => statusIds.length > 0)?.statusIds)
  sprint.completed = now
  const left = world.issues.filter((issue) => openSprintOf(world, issue) === sprint && !done.has(issue.statusId))
  moveToSprint(exchange, left, destination)
}

const change = (exchange: Exchange, form: AgileForm, body: JsonObject, isWhole: boolean): Answer => {
  const sprint = seenSprint(exchange)
  demandSprints(exchange, sprint.boardId)
  if (sprint.state === 'CLOSED') throw new Refusal(400, 'A sprint that is over cannot be changed.')
  const given = (member: string): boolean => isWhole || body[member] !== undefined
  if (isWhole && body.state === undefined) throw refuseFields({ state: 'The state of the sprint must be given.' })
  const state = stateIn(body.state, sprint)
  const next: SandboxSprint = {
    ...sprint,
    name: given('name') ? nameIn(body.name) : sprint.name,
    goal: given('goal') ? goalIn(body.goal) : sprint.goal,
    start: given('startDate') ? timeIn(body.startDate, 'startDate') : sprint.start,
    end: given('endDate') ? timeIn(body.endDate, 'endDate') : sprint.end,
  }
  if (next.start !== null && next.end !== null && next.start >= next.end)
    throw refuseFields({ endDate: 'A sprint ends after it has begun.' })
  const destination = destinationIn(exchange, sprint, body.incompleteIssuesDestinationId)
  if (state === 'ACTIVE' && sprint.state === 'FUTURE') begin(exchange, next)
  Object.assign(sprint, next)
  if (state === 'CLOSED') complete(exchange, sprint, destination)
  sprint.state = state
  return ok(sprintJson(exchange, form, sprint))
}

const create = (exchange: Exchange, form: AgileForm): Answer => {
  const body = objectBody(exchange, members)
  const { originBoardId } = body
  if (typeof originBoardId !== 'number') throw refuseFields({ originBoardId: 'The board of the sprint must be given.' })
  const board = seenBoard(exchange, String(originBoardId))
  demandScrum(board)
  demandSprints(exchange, board.id)
  const sprint: SandboxSprint = {
    boardId: board.id,
    name: nameIn(body.name),
    state: 'FUTURE',
    goal: goalIn(body.goal),
    start: timeIn(body.startDate, 'startDate'),
    end: timeIn(body.endDate, 'endDate'),
    activated: null,
    completed: null,
    // After the rest of the body was read: what is refused spends no id.
    id: exchange.world.nextSprintId(),
  }
  exchange.world.sprints.push(sprint)
  return { status: 201, json: sprintJson(exchange, form, sprint) }
}

const remove = (exchange: Exchange): Answer => {
  const { world } = exchange
  const sprint = seenSprint(exchange)
  demandSprints(exchange, sprint.boardId)
  if (sprint.state !== 'FUTURE') throw new Refusal(400, 'Only a sprint that has not begun can be deleted.')
  const planned = world.issues.filter((issue) => openSprintOf(world, issue) === sprint)
  moveToSprint(exchange, planned, undefined)
  world.sprints.splice(world.sprints.indexOf(sprint), 1)
  return noContent
}

const swap = (exchange: Exchange): Answer => {
  const { world } = exchange
  const { sprintToSwapWith: other } = objectBody(exchange, ['sprintToSwapWith'])
  const [first, second] = [seenSprint(exchange), seenSprint(exchange, String(other))]
  for (const { boardId } of [first, second]) demandSprints(exchange, boardId)
  if (first.boardId !== second.boardId) throw new Refusal(400, 'The sprints are on different boards.')
  if (first.state !== 'FUTURE' || second.state !== 'FUTURE')
    throw new Refusal(400, 'Only sprints that have not begun can change places.')
  const [a, b] = [world.sprints.indexOf(first), world.sprints.indexOf(second)]
  world.sprints[a] = second
  world.sprints[b] = first
  return noContent
}

/** Sprints: read, made, changed, begun, ended, deleted. */
export const sprintRoutes = (form: AgileForm): readonly Route[] => [
  get('/sprint/:sprint', (exchange) => ok(sprintJson(exchange, form, seenSprint(exchange)))),
  write('POST', '/sprint', (exchange) => create(exchange, form)),
  write('POST', '/sprint/:sprint', (exchange) => change(exchange, form, objectBody(exchange, changeable), false)),
  write('PUT', '/sprint/:sprint', (exchange) => change(exchange, form, objectBody(exchange, changeable), true)),
  write('DELETE', '/sprint/:sprint', remove),
  write('POST', '/sprint/:sprint/swap', swap),
]
