import { expect, test } from 'vitest'
import { openWorld, testIssue, testKey, testSite } from '../../app/testing.ts'
import { idle, offered, ready } from './testing.ts'

test('A assigns to me at once and tells the site', async () => {
  const world = await openWorld()
  world.press('j', 'A')
  expect(world.session().replica.issue(testKey(2))?.assignee?.name).toBe('Mia Me')
  expect(world.toast()).toBe('PAY-2 assigned to Mia Me · u takes it back')
  await idle(world)
  expect(world.callsOf('assign')).toEqual([['PAY-2', 'mia']])
})

test('A on a site that nobody has signed in to asks for a sign-in', async () => {
  const { user: _, ...site } = testSite()
  const world = await openWorld({ sites: [site] })
  world.press('A')
  expect(world.signIns).toEqual(['work'])
})

test('a offers me first and then Nobody, and assigns all marked issues', async () => {
  const assignee = { id: 'ann', name: 'Ann Other', active: true }
  const world = await openWorld({ issues: [testIssue(1, { assignee }), testIssue(2, { assignee })] })
  world.press('x', 'x', 'a')
  await ready(world)
  expect(world.modal('picker').title).toBe('Assign 2 issues')
  expect(offered(world)).toEqual(['Mia Me', 'Nobody', 'Ann Other', 'Bob Builder'])
  world.press('down', 'enter')
  await idle(world)
  expect(world.callsOf('assign')).toEqual([
    ['PAY-1', null],
    ['PAY-2', null],
  ])
})

test('whoever is not active can be seen and not chosen', async () => {
  const assignable = async () => [{ id: 'gone', name: 'Gone Away', active: false }]
  const world = await openWorld({ answers: { assignable } })
  world.press('a')
  await ready(world)
  world.press('down', 'enter')
  expect(world.toast()).toBe('Gone Away: not active')
  expect(world.modal('picker').cursor).toBe(1)
  expect(world.callsOf('assign')).toEqual([])
})
