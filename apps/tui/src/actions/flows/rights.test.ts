import { expect, test } from 'vitest'
import type { World } from '../../app/testing.ts'
import { deployments, openFormWorld } from './forms/testing.ts'
import { drawn, idle } from './testing.ts'

const goTo = (world: World, project: string): void => {
  const { replica } = world.session()
  const { activeView } = world.state()
  const at = replica.view(activeView)?.keys.findIndex((key) => key.startsWith(`${project}-`)) ?? -1
  world.press('g', ...Array.from({ length: at }, () => 'j'))
}

const permissions = ['DELETE_OWN', 'DELETE_ALL'].flatMap((verb) =>
  ['COMMENTS', 'WORKLOGS', 'ATTACHMENTS'].map((what) => `${verb}_${what}`),
)

test.each(deployments)('%s: a new issue that one may not delete is not promised to go again', async (deployment) => {
  const { world, withhold, openNew, type, sent } = await openFormWorld(deployment)
  await openNew('PAY', 'Task')
  expect(world.modal('form').note).toBe('')
  world.press('esc', 'esc')
  withhold('OPS', ['DELETE_ISSUES'])
  await openNew('OPS', 'Task')
  expect(world.modal('form').note).toBe('You may not delete issues in OPS: this cannot be taken back')
  type('Summary', 'It stays')
  world.press('ctrl-s')
  await sent()
  expect(world.toast()).toBe('Created Task: It stays')
  world.press('u')
  expect(drawn(world)).toContain('You may not delete issues in OPS')
  world.press('esc')
  expect(world.session().replica.operations()).toEqual([])
})

test.each(deployments)('%s: what one may not delete again is said where it is written', async (deployment) => {
  const { world, withhold, sent } = await openFormWorld(deployment)
  withhold('PAY', permissions)
  goTo(world, 'PAY')
  // Before anybody has asked nothing is known.
  world.press('c')
  expect(drawn(world)).not.toContain('You may not')
  world.press('esc')
  await idle(world)
  world.press('c')
  expect(drawn(world)).toContain('You may not delete comments in PAY: this cannot be taken back')
  world.press('It stays', 'ctrl-s')
  await sent()
  expect(world.toast()).toMatch(/^PAY-\d+ commented$/)
  world.press('w')
  expect(drawn(world)).toContain('You may not delete worklogs in PAY: this cannot be taken back')
  world.press('1h', 'enter')
  await sent()
  expect(world.toast()).toMatch(/ of work logged$/)
})
