import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { openWorld, testIssue, testKey } from '../../app/testing.ts'
import { idle, offered, ready } from './testing.ts'

const labelled = [testIssue(1, { labels: ['old', 'keep'] }), testIssue(2, { labels: ['keep'] })]

test('labels are taken away and added by marking them', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  expect(offered(world)).toEqual(['old', 'keep', 'billing', 'backend'])
  world.press('space', 'down', 'down', 'space', 'enter')
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['keep', 'billing'])
  await idle(world)
  expect(world.callsOf('edit')).toHaveLength(1)
})

test('a label that nobody has used is made by typing it', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.press('quite-new', 'enter')
  await idle(world)
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['old', 'keep', 'quite-new'])
})

test('pasted words are one label each: a label has no blank', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.paste('one two')
  world.press('enter')
  await idle(world)
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['old', 'keep', 'one', 'two'])
})

test('a label that was found and taken away stays away, although its name is still typed', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.press('old')
  await ready(world)
  world.press('space', 'enter')
  await idle(world)
  expect(world.session().replica.issue(testKey(1))?.labels).toEqual(['keep'])
})

test('labels of several issues: what all have can be taken away, the rest stays', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('*', 'l')
  await ready(world)
  world.press('space', 'enter')
  await idle(world)
  expect(labelled.map(({ key }) => world.session().replica.issue(key)?.labels)).toEqual([['old'], []])
})

test('labels that are so already are not sent', async () => {
  const world = await openWorld({ issues: labelled })
  world.press('l')
  await ready(world)
  world.press('enter')
  expect(world.toast()).toBe('The labels were so already')
  expect(world.callsOf('edit')).toEqual([])
})

test('without a connection the labels of the copy are offered', async () => {
  const suggestLabels = async () => {
    throw new JiraApiError('network', 'no route', { reason: 'ECONNREFUSED' })
  }
  const world = await openWorld({ issues: [testIssue(3), ...labelled], answers: { suggestLabels } })
  world.press('l')
  await ready(world)
  expect(offered(world)).toEqual(['keep', 'old'])
  world.press('space', 'enter')
  expect(world.session().replica.issue(testKey(3))?.labels).toEqual(['keep'])
})
