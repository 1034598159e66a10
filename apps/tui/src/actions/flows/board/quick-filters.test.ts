import type { BoardConfiguration, SiteClient } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { openWorld, testIssue, testKey, type World } from '../../../app/testing.ts'
import { shownKeys } from '../../../state/selectors.ts'
import { ready } from '../testing.ts'

const todo = { id: '1', name: 'To Do', category: 'new' } as const

const configuration: BoardConfiguration = {
  id: '4',
  name: 'Payments',
  type: 'kanban',
  filterId: '10510',
  subQuery: null,
  columns: [{ name: 'To do', statusIds: ['1'], min: null, max: null }],
  constraint: 'none',
  estimation: null,
  rankFieldId: null,
}

/** A board with two quick filters on screen; `ids` is what the site finds. */
const onBoard = async (ids: SiteClient['ids']): Promise<World> => {
  const world = await openWorld({
    issues: [testIssue(1, { status: todo }), testIssue(2, { status: todo }), testIssue(3, { status: todo })],
    size: { columns: 140, rows: 40 },
    answers: {
      boards: async () => [{ id: '4', name: 'Payments', type: 'kanban', projectKey: 'PAY' }],
      boardConfiguration: async () => configuration,
      quickFilters: async () => [
        { id: '11', name: 'Only mine', jql: 'assignee = currentUser()' },
        { id: '12', name: 'Bugs', jql: 'type = Bug' },
      ],
      sprints: async () => [],
      ids,
    },
  })
  world.press('B')
  await ready(world)
  world.press('enter')
  await world.until(({ boards, activeView }) => boards[activeView]?.setup !== undefined)
  await world.until((state) => shownKeys(state, world.session().replica).length > 0)
  return world
}

const chosen = (world: World, board = world.state().activeView) => world.state().boards[board]?.quick?.names ?? []

test('of two choices the last one counts, whichever is answered first', async () => {
  const gates = { bugs: Promise.withResolvers<void>(), mine: Promise.withResolvers<void>() }
  const world = await onBoard(async (jql) => {
    const isBugs = jql.includes('Bug')
    await (isBugs ? gates.bugs : gates.mine).promise
    return [{ key: testKey(isBugs ? 3 : 2), id: '2' }]
  })
  world.press('F', 'space', 'enter', 'F', 'down', 'space', 'enter')
  gates.bugs.resolve()
  await world.until(() => chosen(world).length > 0)
  gates.mine.resolve()
  await new Promise((resolve) => setImmediate(resolve))
  expect(chosen(world)).toEqual(['Bugs'])
  expect(shownKeys(world.state(), world.session().replica)).toEqual([testKey(3)])
})

test('none of them is on when that was chosen before the site has answered', async () => {
  const gate = Promise.withResolvers<void>()
  const world = await onBoard(async () => {
    await gate.promise
    return [{ key: testKey(2), id: '2' }]
  })
  world.press('F', 'space', 'enter', 'F', 'enter')
  gate.resolve()
  await new Promise((resolve) => setImmediate(resolve))
  expect(chosen(world)).toEqual([])
})

test('what they let through is there when one comes back to the board', async () => {
  const gate = Promise.withResolvers<void>()
  const world = await onBoard(async () => {
    await gate.promise
    return [{ key: testKey(2), id: '2' }]
  })
  const board = world.state().activeView
  world.press('F', 'space', 'enter', ']')
  expect(world.state().activeView).not.toBe(board)
  gate.resolve()
  await world.until(() => chosen(world, board).length > 0)
  expect(chosen(world, board)).toEqual(['Only mine'])
})
