import { expect, test } from 'vitest'
import { doing, openBoardWorld, todo } from '../../actions/flows/board/testing.ts'
import { testIssue, testKey } from '../../app/testing.ts'
import { createMouse } from '../../mouse/mouse.ts'
import { shownKeys } from '../../state/selectors.ts'
import { drawScreen } from '../issue/testing.ts'

test('a click goes to the card that is seen there, also when the column has become shorter since it was scrolled', async () => {
  const many = Array.from({ length: 60 }, (_, at) => testIssue(at + 1, { status: todo }))
  const world = await openBoardWorld([...many, testIssue(99, { status: doing })], {
    quickFilters: async () => [{ id: '11', name: 'Few', jql: 'labels = few' }],
    ids: async () => [1, 2, 99].map((number) => ({ key: testKey(number), id: String(number) })),
  })
  world.press('G', 'l')
  world.press('F', 'space', 'enter')
  await world.until((state) => shownKeys(state, world.session().replica).length === 3)
  const lines = drawScreen(world).split('\n')
  const row = lines.findIndex((line) => line.includes('PAY-2 '))
  const mouse = createMouse(world.app, { press: (chord) => world.press(chord) })
  mouse({ kind: 'press', column: (lines[row] ?? '').indexOf('PAY-2'), row, ctrl: false })
  expect(world.state().lists[world.state().activeView]?.cursorKey).toBe(testKey(2))
})
