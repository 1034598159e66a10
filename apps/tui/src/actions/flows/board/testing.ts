import type { BoardConfiguration, Issue } from '@mmd/jira-api'
import { openWorld, type World, type WorldOptions } from '../../../app/testing.ts'
import { shownKeys } from '../../../state/selectors.ts'
import { ready } from '../testing.ts'

/** For tests: the statuses of the two columns of the board. */
export const [todo, doing] = [
  { id: '1', name: 'To Do', category: 'new' },
  { id: '3', name: 'Doing', category: 'indeterminate' },
] as const

const configuration: BoardConfiguration = {
  id: '4',
  name: 'Payments',
  type: 'kanban',
  filterId: '10510',
  subQuery: null,
  columns: [
    { name: 'To do', statusIds: ['1'], min: null, max: null },
    { name: 'Doing', statusIds: ['3'], min: null, max: null },
  ],
  constraint: 'none',
  estimation: null,
  rankFieldId: null,
}

/** For tests: a site whose only board, which has no sprints, is on screen with these issues. */
export const openBoardWorld = async (
  issues: readonly Issue[],
  answers: WorldOptions['answers'] = {},
): Promise<World> => {
  const world = await openWorld({
    issues,
    size: { columns: 140, rows: 30 },
    answers: {
      boards: async () => [{ id: '4', name: 'Payments', type: 'kanban', projectKey: 'PAY' }],
      boardConfiguration: async () => configuration,
      quickFilters: async () => [],
      sprints: async () => [],
      ...answers,
    },
  })
  world.press('B')
  await ready(world)
  world.press('enter')
  await world.until(({ boards, activeView }) => boards[activeView]?.setup !== undefined)
  await world.until((state) => shownKeys(state, world.session().replica).length === issues.length)
  return world
}
