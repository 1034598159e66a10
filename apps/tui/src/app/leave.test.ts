import { expect, test } from 'vitest'
import { leftWords } from './leave.ts'
import { soon } from './testing/patience.ts'
import { openWorld, refusal } from './testing.ts'

test('leaving waits for what is on its way, and says so', async () => {
  const held = Promise.withResolvers<void>()
  const world = await openWorld({ answers: { assign: () => held.promise } })
  world.press('A', 'q')
  expect(world.quits).toEqual([])
  expect(world.modal('message').lines.join(' ')).toContain('Sending 1 change')
  held.resolve()
  await soon(() => expect(world.quits).toHaveLength(1))
  expect(world.quits).toEqual([0])
})

test('Esc takes the wish to leave back', async () => {
  const held = Promise.withResolvers<void>()
  const world = await openWorld({ answers: { assign: () => held.promise } })
  world.press('A', 'q', 'esc')
  held.resolve()
  await soon(() => expect(world.session().replica.operations()).toHaveLength(0))
  expect(world.quits).toEqual([])
  expect(world.state().modals).toEqual([])
})

test('asking a second time leaves at once', async () => {
  const held = Promise.withResolvers<void>()
  const world = await openWorld({ answers: { assign: () => held.promise } })
  world.press('A')
  world.app.quit(143)
  expect(world.quits).toEqual([])
  world.app.quit(143)
  expect(world.quits).toEqual([143])
  held.resolve()
})

test('leaving asks nothing: what was not sent, and what was half written, is there at the next start', async () => {
  const assign = async () => {
    throw refusal('No.')
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A')
  await world.until(({ toast }) => toast?.tone === 'bad')
  world.press('c', 'half a comment', 'esc', 'q')
  expect(world.quits).toEqual([0])
  expect(leftWords([world.session()])).toEqual(['work: 1 change not taken; O shows it at the next start'])
})
