import type { Board, SavedFilter } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { testCapabilities } from '../../../app/testing/site-values.ts'
import { openWorld, testFolder, testIssue, type World } from '../../../app/testing.ts'
import { bare, plainTheme } from '../../../screens/testing.ts'
import { viewsPane } from '../../../screens/triage/list-panes.ts'
import { offered, ready } from '../testing.ts'

const board: Board = { id: '1', name: 'Payments', type: 'kanban', projectKey: 'PAY' }
const bugs: SavedFilter = { id: '9', name: 'Bugs', jql: 'type = Bug', owner: null, description: '', favourite: true }
const answers = {
  boards: async () => [board],
  favouriteFilters: async () => [bugs],
}

/** The pane of views as one reads it, without its frame. */
const pane = (world: World): readonly string[] => {
  const parts = { now: 0, state: world.state(), session: world.session(), theme: plainTheme }
  const lines = viewsPane(parts, { width: 26, height: 24 }).slice(1, -1)
  return lines.map((line) => bare(line).slice(1, -1).trim().replaceAll(/ +/g, ' '))
}

/** The program after an earlier run in which the site gave its boards. */
const openAgain = async (): Promise<World> => {
  const data = testFolder()
  const earlier = await openWorld({ data, answers })
  expect(pane(earlier).some((line) => line.includes('Boards'))).toBe(false)
  await earlier.session().catalogue('boards')
  await earlier.close()
  return openWorld({ data, answers, issues: [testIssue(1)] })
}

test('boards that the copy knows of are a heading from the start, before filters, and no view has another number for that', async () => {
  const world = await openAgain()
  const lines = pane(world)
  const at = lines.indexOf('▸ Boards 1')
  expect(lines.slice(at - 1, at + 4)).toEqual([
    '',
    '▸ Boards 1',
    '',
    'Favourite filters',
    expect.stringMatching(/^7 Bugs/),
  ])
  expect(world.callsOf('boards')).toEqual([])
})

test('Enter on a heading without views offers what the site has, and Esc leaves everything as it was', async () => {
  const world = await openAgain()
  const before = pane(world)
  world.press('h', 'G', 'up', 'enter')
  await ready(world)
  expect([world.modal('picker').title, offered(world)]).toEqual(['Show a board', ['Payments']])
  world.press('esc')
  expect(pane(world)).toEqual(before)
  expect(world.state().kept.book.folded).toEqual([])
})

test('a site that has both says so in its first run, once it is on screen', async () => {
  const capabilities = testCapabilities({ software: 'present', serviceDesk: 'present' })
  const world = await openWorld({ answers: { ...answers, capabilities: async () => capabilities } })
  await world.until(({ viewsPane: { offered } }) => offered.length === 2)
  expect(pane(world)).toEqual(expect.arrayContaining(['▸ Queues', '▸ Boards']))
  expect(world.callsOf('boards')).toEqual([])
})
