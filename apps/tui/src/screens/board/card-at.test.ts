import type { BoardConfiguration } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { ready } from '../../actions/flows/testing.ts'
import { openWorld, testIssue, testKey } from '../../app/testing.ts'
import { createMouse } from '../../mouse/mouse.ts'
import { shownKeys } from '../../state/selectors.ts'
import { drawScreen } from '../issue/testing.ts'

const [todo, doing] = [
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

test('a click goes to the card that is seen there, also when the column has become shorter since it was scrolled', async () => {
  const issues = [
    ...Array.from({ length: 60 }, (_, at) => testIssue(at + 1, { status: todo })),
    testIssue(99, { status: doing }),
  ]
  const world = await openWorld({
    issues,
    size: { columns: 140, rows: 30 },
    answers: {
      boards: async () => [{ id: '4', name: 'Payments', type: 'kanban', projectKey: 'PAY' }],
      boardConfiguration: async () => configuration,
      quickFilters: async () => [{ id: '11', name: 'Few', jql: 'labels = few' }],
      sprints: async () => [],
      ids: async () => [1, 2, 99].map((number) => ({ key: testKey(number), id: String(number) })),
    },
  })
  world.press('B')
  await ready(world)
  world.press('enter')
  await world.until((state) => state.boards[state.activeView]?.setup !== undefined)
  await world.until((state) => shownKeys(state, world.session().replica).length === 61)
  world.press('G', 'l')
  world.press('F', 'space', 'enter')
  await world.until((state) => shownKeys(state, world.session().replica).length === 3)
  const lines = drawScreen(world).split('\n')
  const row = lines.findIndex((line) => line.includes('PAY-2 '))
  const mouse = createMouse(world.app, { press: (chord) => world.press(chord) })
  mouse({ kind: 'press', column: (lines[row] ?? '').indexOf('PAY-2'), row, ctrl: false })
  expect(world.state().lists[world.state().activeView]?.cursorKey).toBe(testKey(2))
})
