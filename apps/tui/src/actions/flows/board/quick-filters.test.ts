import type { SiteClient } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { testIssue, testKey, type World } from '../../../app/testing.ts'
import { shownKeys } from '../../../state/selectors.ts'
import { openBoardWorld, todo } from './testing.ts'

/** A board with two quick filters on screen; `ids` is what the site finds. */
const onBoard = (ids: SiteClient['ids']): Promise<World> =>
  openBoardWorld(
    [1, 2, 3].map((number) => testIssue(number, { status: todo })),
    {
      quickFilters: async () => [
        { id: '11', name: 'Only mine', jql: 'assignee = currentUser()' },
        { id: '12', name: 'Bugs', jql: 'type = Bug' },
      ],
      ids,
    },
  )

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
