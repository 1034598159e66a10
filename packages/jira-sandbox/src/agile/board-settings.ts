import type { Answer, Exchange, Route } from '../exchange.ts'
import { get, ok, Refusal } from '../rest/refusal.ts'
import type { SandboxBoard } from '../world/agile.ts'
import { seenBoard } from './agile-world.ts'
import { page } from './paging.ts'
import type { AgileSwitches } from './switches.ts'

type Json = Readonly<Record<string, unknown>>

const filters = ({ quickFilters }: SandboxBoard): readonly Json[] =>
  quickFilters.map(({ id, name, jql }) => ({ id, name, query: jql, description: '' }))

const model = (exchange: Exchange, { boardSettings, quickFiltersIn }: AgileSwitches): Answer => {
  if (boardSettings === 'forbidden') throw new Refusal(403, 'Only administrators of the board see its settings.')
  const board = seenBoard(exchange, exchange.query.get('rapidViewId') ?? '')
  const isHere = (place: AgileSwitches['quickFiltersIn']): Json =>
    place === quickFiltersIn ? { quickFilters: filters(board) } : {}
  return ok({
    id: board.id,
    name: board.name,
    canEdit: false,
    sprintSupportEnabled: board.type === 'scrum',
    filterConfig: { id: Number(board.filterId), name: `Filter for ${board.name}`, query: board.jql },
    rapidListConfig: {
      mappedColumns: board.columns.map(({ name, statusIds }, index) => ({
        id: board.id * 100 + index,
        name,
        mappedStatuses: statusIds.map((id) => ({ id })),
      })),
      ...isHere('rapidListConfig'),
    },
    ...(quickFiltersIn === 'quickFilterConfig' && { quickFilterConfig: isHere('quickFilterConfig') }),
  })
}

const cloudFilters = (exchange: Exchange): Answer => {
  const board = seenBoard(exchange)
  return ok(
    page(exchange, board.quickFilters, (filter) => ({
      ...filter,
      boardId: board.id,
      description: '',
      position: board.quickFilters.indexOf(filter),
    })),
  )
}

/** Quick filters: a resource on Cloud; on Data Center a part of what the page of a board's settings loads. */
export const quickFilterRoutes = (isCloud: boolean, switches: AgileSwitches): readonly Route[] => {
  if (isCloud) return [get('/rest/agile/1.0/board/:board/quickfilter', cloudFilters)]
  if (switches.boardSettings === 'absent') return []
  return [get('/rest/greenhopper/1.0/rapidviewconfig/editmodel.json', (exchange) => model(exchange, switches))]
}
