import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { openWorld, testIssue, testKey } from '../../app/testing.ts'
import { offered, ready } from './testing.ts'

test('p sets the priority, and the site is asked for its priorities once', async () => {
  const world = await openWorld()
  world.press('p')
  await ready(world)
  expect(world.modal('picker').items).toEqual([
    { id: '2', label: 'High' },
    { id: '3', label: 'Medium', detail: 'now' },
  ])
  world.press('Hi', 'enter')
  expect(world.session().replica.issue(testKey(1))?.priority?.name).toBe('High')
  world.press('p')
  await ready(world)
  expect(world.callsOf('priorities')).toHaveLength(1)
})

test('priorities that could not be had are asked for again the next time', async () => {
  let calls = 0
  const priorities = async () => {
    calls += 1
    if (calls === 1) throw new JiraApiError('timeout', 'too slow')
    return [{ id: '2', name: 'High' }]
  }
  const world = await openWorld({ answers: { priorities } })
  world.press('p')
  await ready(world)
  world.press('esc', 'p')
  await ready(world)
  expect(offered(world)).toEqual(['High'])
})

test('without a connection the priorities that issues of the copy have are offered, in the order of their ids', async () => {
  const priorities = async () => {
    throw new JiraApiError('network', 'no route', { reason: 'ECONNREFUSED' })
  }
  const issues = ['10 Lowest', '2 High', '2 High'].map((text, at) => {
    const [id = '', name = ''] = text.split(' ')
    return testIssue(at + 1, { priority: { id, name } })
  })
  const world = await openWorld({ issues, answers: { priorities } })
  world.press('p')
  await ready(world)
  expect(offered(world)).toEqual(['High', 'Lowest'])
  world.press('enter')
  expect(world.session().replica.issue(testKey(1))?.priority?.name).toBe('High')
})
