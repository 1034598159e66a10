import type { Exchange, Route } from '../exchange.ts'
import { projectRef, versionJson } from '../rest/catalogue-json.ts'
import { wordList } from '../rest/input.ts'
import { get, ok, Refusal } from '../rest/refusal.ts'
import type { SandboxBoard } from '../world/agile.ts'
import { boardJson, configurationJson, epicJson, sprintJson } from './agile-json.ts'
import { type AgileForm, demandScrum, seenBoard, seenBoards } from './agile-world.ts'
import { epicsOf } from './epics.ts'
import { page } from './paging.ts'

const types = new Set(['scrum', 'kanban', 'simple'])

const found = (exchange: Exchange): readonly SandboxBoard[] => {
  const { query, world } = exchange
  const wantedTypes = wordList(query.getAll('type'))
  if (wantedTypes.some((type) => !types.has(type))) throw new Refusal(400, 'The type of a board is scrum or kanban.')
  const [name, project] = [query.get('name')?.toLowerCase(), query.get('projectKeyOrId')]
  const key = project === null ? undefined : (world.findProject(project)?.key ?? '')
  if (key === '') throw new Refusal(400, `No project could be found with key or ID '${project ?? ''}'.`)
  return seenBoards(exchange).filter(
    (board) =>
      (wantedTypes.length === 0 || wantedTypes.includes(board.type)) &&
      (name === undefined || board.name.toLowerCase().includes(name)) &&
      (key === undefined || board.projectKey === key),
  )
}

const order = ['CLOSED', 'ACTIVE', 'FUTURE']

const sprints = (exchange: Exchange, form: AgileForm): unknown => {
  const board = seenBoard(exchange)
  demandScrum(board)
  const states = wordList(exchange.query.getAll('state')).map((state) => state.toUpperCase())
  if (states.some((state) => !order.includes(state))) throw new Refusal(400, 'A sprint is future, active or closed.')
  const list = exchange.world.sprints
    .filter(({ boardId, state }) => boardId === board.id && (states.length === 0 || states.includes(state)))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return page(exchange, list, (sprint) => sprintJson(exchange, form, sprint), false)
}

const epics = (exchange: Exchange): unknown => {
  const done = exchange.query.get('done')
  const list = epicsOf(exchange, seenBoard(exchange)).filter(
    ({ epic }) => done === null || String(epic?.done ?? false) === done,
  )
  return page(exchange, list, (issue) => epicJson(exchange, issue), false)
}

const versions = (exchange: Exchange): unknown => {
  const released = exchange.query.get('released')
  const project = exchange.world.findProject(seenBoard(exchange).projectKey)
  const list = (project?.versions ?? []).filter((version) => released === null || String(version.released) === released)
  return page(
    exchange,
    list,
    (version) => ({ ...versionJson(exchange, version), projectId: Number(project?.id) }),
    false,
  )
}

const projects = (exchange: Exchange): unknown => {
  const project = exchange.world.findProject(seenBoard(exchange).projectKey)
  return page(exchange, project === undefined ? [] : [project], (one) => projectRef(exchange, one))
}

/** Boards, how they are set up, and what belongs to them. */
export const boardRoutes = (form: AgileForm): readonly Route[] => [
  get('/board', (exchange) => ok(page(exchange, found(exchange), (board) => boardJson(exchange, form, board)))),
  get('/board/:board', (exchange) => ok(boardJson(exchange, form, seenBoard(exchange)))),
  get('/board/:board/configuration', (exchange) => ok(configurationJson(exchange, form, seenBoard(exchange)))),
  get('/board/:board/sprint', (exchange) => ok(sprints(exchange, form))),
  get('/board/:board/epic', (exchange) => ok(epics(exchange))),
  get('/board/:board/version', (exchange) => ok(versions(exchange))),
  get('/board/:board/project', (exchange) => ok(projects(exchange))),
]
