import type { BoardConfiguration, QuickFilter } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { testSprint } from '../../../app/testing/site-values.ts'
import { openWorld, testDetail, testIssue, testKey, type World, type WorldOptions } from '../../../app/testing.ts'
import { createMouse } from '../../../mouse/mouse.ts'
import { bare, plainTheme } from '../../../screens/testing.ts'
import { triageLines } from '../../../screens/triage/triage-panes.ts'
import { shownKeys } from '../../../state/selectors.ts'
import { idle, ready, transition } from '../testing.ts'

const [todo, doing, done] = [
  { id: '1', name: 'To Do', category: 'new' },
  { id: '3', name: 'Doing', category: 'indeterminate' },
  { id: '5', name: 'Done', category: 'done' },
] as const

const configuration: BoardConfiguration = {
  id: '4',
  name: 'Payments',
  type: 'scrum',
  filterId: '10510',
  subQuery: null,
  columns: [
    { name: 'To do', statusIds: ['1'], min: null, max: null },
    { name: 'Doing', statusIds: ['3'], min: null, max: 1 },
    { name: 'Done', statusIds: ['5'], min: null, max: null },
  ],
  constraint: 'issueCount',
  estimation: null,
  rankFieldId: '10106',
}

const issues = [
  testIssue(1, { status: todo }),
  testIssue(2, { status: todo }),
  testIssue(3, { status: doing }),
  testIssue(4, { status: done }),
]

const mine: QuickFilter = { id: '11', name: 'Only mine', jql: 'assignee = currentUser() ORDER BY key' }

/** A site with one board, which is on screen. */
const onBoard = async (answers: WorldOptions['answers'] = {}): Promise<World> => {
  const world = await openWorld({
    issues,
    size: { columns: 140, rows: 40 },
    answers: {
      boards: async () => [{ id: '4', name: 'Payments', type: 'scrum', projectKey: 'PAY' }],
      boardConfiguration: async () => configuration,
      quickFilters: async () => [mine],
      sprints: async () => [testSprint('37', 'active', { boardId: '4' }), testSprint('38', 'future', { boardId: '4' })],
      issue: async (key) => testDetail(issues.find((one) => one.key === key) ?? testIssue(1)),
      ...answers,
    },
  })
  world.press('B')
  await ready(world)
  world.press('enter')
  await world.until(({ boards, activeView }) => boards[activeView]?.setup !== undefined)
  await world.until(() => world.session().replica.view(world.state().activeView)?.phase === 'idle')
  await world.until((state) => shownKeys(state, world.session().replica).length > 0)
  return world
}

const cursor = (world: World) => world.state().lists[world.state().activeView]?.cursorKey

test('a board and its backlog stay among the views, with the query of the filter behind them', async () => {
  const world = await onBoard()
  const views = world.state().views.filter(({ board }) => board !== undefined)
  expect(views.map(({ title, jql }) => [title, jql])).toEqual([
    ['Payments', 'filter = 10510 AND sprint in (37) ORDER BY cf[10106] ASC'],
    [
      'Backlog: Payments',
      'filter = 10510 AND (sprint is EMPTY OR (sprint not in openSprints() AND sprint not in futureSprints()) OR sprint in (38)) AND statusCategory != Done ORDER BY cf[10106] ASC',
    ],
  ])
  expect(shownKeys(world.state(), world.session().replica)).toEqual([1, 2, 3, 4].map(testKey))
})

test('r asks which sprints the board has by now; a board without one that has begun shows nothing', async () => {
  let sprints = [testSprint('37', 'active', { boardId: '4' })]
  const world = await onBoard({ sprints: async () => sprints })
  const asks = (words: string): Promise<void> =>
    world.until(({ views, activeView }) => views.some(({ id, jql }) => id === activeView && jql.includes(words)))
  sprints = []
  world.press('r')
  await asks('sprint is EMPTY AND sprint is not EMPTY')
  sprints = [testSprint('38', 'active', { boardId: '4' }), testSprint('39', 'active', { boardId: '4' })]
  world.press('r')
  await asks('sprint in (38, 39)')
  await idle(world)
  expect(world.session().replica.view(world.state().activeView)).toMatchObject({
    spec: { jql: 'filter = 10510 AND sprint in (38, 39) ORDER BY cf[10106] ASC' },
    keys: [1, 2, 3, 4].map(testKey),
  })
})

test('the cursor moves in the columns, and to the views at the left of the first', async () => {
  const world = await onBoard()
  world.press('j')
  expect(cursor(world)).toBe(testKey(2))
  world.press('l')
  expect(cursor(world)).toBe(testKey(3))
  world.press('l', 'l')
  expect(cursor(world)).toBe(testKey(4))
  world.press('h', 'h', 'h')
  await world.until(({ focus }) => focus === 'views')
})

test('L takes the step of the workflow into the next column, and u takes it back', async () => {
  const world = await onBoard({ transitions: async () => [transition('21', 'Start', [], doing)] })
  world.press('L')
  await world.until(({ toast }) => toast !== null)
  expect(world.session().replica.issue(testKey(1))?.status.id).toBe('3')
  expect(world.toast()).toContain('PAY-1 → Doing')
  await idle(world)
  expect(world.callsOf('transition')).toMatchObject([['PAY-1', { id: '21' }]])
})

test('where no step leads into the column that is said', async () => {
  const world = await onBoard({ transitions: async () => [transition('31', 'Finish', [], done)] })
  world.press('L')
  await world.until(({ toast }) => toast !== null)
  expect(world.toast()).toContain('the workflow has no step from To Do to Doing')
})

test('J ranks a card lower in its column at once, and u puts it back', async () => {
  const rank = async () => []
  const world = await onBoard({ rank })
  const column = () => shownKeys(world.state(), world.session().replica).slice(0, 2)
  world.press('J')
  expect(column()).toEqual([testKey(2), testKey(1)])
  expect(cursor(world)).toBe(testKey(1))
  await idle(world)
  expect(world.callsOf('rank')).toMatchObject([[{ keys: ['PAY-1'], place: { after: 'PAY-2' }, rankFieldId: '10106' }]])
  expect(column()).toEqual([testKey(2), testKey(1)])
  world.press('u')
  expect(column()).toEqual([testKey(1), testKey(2)])
  await idle(world)
})

test('quick filters leave the cards that the site finds for them', async () => {
  const world = await onBoard({ ids: async () => [{ key: testKey(2), id: '2' }] })
  world.press('F', 'space', 'enter')
  await world.until(({ boards, activeView }) => boards[activeView]?.quick !== null)
  expect(shownKeys(world.state(), world.session().replica)).toEqual([testKey(2)])
  expect(world.callsOf('ids').at(-1)).toMatchObject([
    '(filter = 10510 AND sprint in (37)) AND (assignee = currentUser())',
  ])
  world.press('F', 'space', 'enter')
  await world.until(({ boards, activeView }) => boards[activeView]?.quick === null)
})

test('a click goes to the card under the pointer, in whichever column, and two open it', async () => {
  const world = await onBoard()
  const { app } = world
  const mouse = createMouse(app, { press: (chord) => world.press(chord) })
  const click = (key: string): void => {
    const lines = triageLines({ app, state: world.state(), session: world.session(), theme: plainTheme }).map(bare)
    const row = lines.findIndex((line) => line.includes(`${key} `))
    mouse({ kind: 'press', column: (lines[row] ?? '').indexOf(key), row, ctrl: false })
  }
  for (const number of [3, 2, 4, 1]) {
    click(`PAY-${number}`)
    expect(cursor(world)).toBe(testKey(number))
  }
  click('PAY-1')
  expect(world.state()).toMatchObject({ zoomed: true, focus: 'preview' })
})

test('v shows the same issues as a list', async () => {
  const world = await onBoard()
  world.press('v', 'j', 'j')
  expect(cursor(world)).toBe(testKey(3))
})
