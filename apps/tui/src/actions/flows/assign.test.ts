import { JiraApiError, type SiteClient } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { openWorld, testIssue, testKey, testSite } from '../../app/testing.ts'
import { drawn, idle, offered, ready } from './testing.ts'

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
  expect(offered(world)).toEqual(['Mia Me', 'Nobody', 'Automatic', 'Ann Other', 'Bob Builder'])
  world.press('down', 'enter')
  await idle(world)
  expect(world.callsOf('assign')).toEqual([
    ['PAY-1', null],
    ['PAY-2', null],
  ])
})

test('people are told apart by their login at Data Center, and not by an id that says nothing in the cloud', async () => {
  const id = '712020:6cec430d-79ae-68e6-df1e-0434e5'
  for (const [deployment, detail] of [
    ['datacenter', id],
    ['cloud', undefined],
  ] as const) {
    const assignable = async () => [{ id, name: 'Ann Other', active: true }]
    const world = await openWorld({ sites: [{ ...testSite(), deployment }], answers: { assignable } })
    world.press('a')
    await ready(world)
    expect(world.modal('picker').items.find(({ label }) => label === 'Ann Other')?.detail).toBe(detail)
  }
})

test('whoever is not active can be seen and not chosen', async () => {
  const assignable = async () => [{ id: 'gone', name: 'Gone Away', active: false }]
  const world = await openWorld({ answers: { assignable } })
  world.press('a')
  await ready(world)
  world.press('down', 'down', 'enter')
  expect(world.toast()).toBe('Gone Away: not active')
  expect(world.modal('picker').cursor).toBe(2)
  expect(world.callsOf('assign')).toEqual([])
})

test('Automatic leaves it to the project', async () => {
  const world = await openWorld()
  world.press('a')
  await ready(world)
  world.press('down', 'down', 'enter')
  expect(world.toast()).toBe('PAY-1 assigned as the project says · u takes it back')
  await idle(world)
  expect(world.callsOf('assign')).toEqual([['PAY-1', '-1']])
})

test('everybody can be reached: the end of the list fetches more', async () => {
  const everybody = Array.from({ length: 120 }, (_, at) => ({ id: `u${at}`, name: `User ${at}`, active: true }))
  const limits: number[] = []
  const assignable: SiteClient['assignable'] = async ({ maxResults = 0 }) => {
    limits.push(maxResults)
    return everybody.slice(0, maxResults)
  }
  const world = await openWorld({ answers: { assignable } })
  world.press('a')
  await ready(world)
  expect(drawn(world)).toContain('1/52+')
  world.press(...Array.from({ length: 6 }, () => 'pagedown'))
  expect(drawn(world)).toContain('asking the site…')
  await ready(world)
  expect(limits).toEqual([50, 200])
  expect(drawn(world)).toContain('52/122 ')
  world.press('end')
  expect(limits).toEqual([50, 200])
})

test('without the site there are the people of the copy', async () => {
  const reporter = { id: 'zora', name: 'Zora Q', active: true }
  const assignable: SiteClient['assignable'] = async () => {
    throw new JiraApiError('network', 'no route', { reason: 'ECONNREFUSED' })
  }
  const world = await openWorld({ issues: [testIssue(1, { reporter })], answers: { assignable } })
  world.press('a')
  await ready(world)
  expect(offered(world)).toEqual(['Mia Me', 'Nobody', 'Automatic', 'Zora Q'])
  world.press('zo')
  await ready(world)
  expect(offered(world)).toEqual(['Zora Q'])
  world.press('enter')
  expect(world.toast()).toBe('PAY-1 assigned to Zora Q · u takes it back')
})
