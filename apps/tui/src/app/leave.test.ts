import { expect, test, vi } from 'vitest'
import { openWorld } from './testing.ts'

test('leaving waits for what is on its way, and says so', async () => {
  const held = Promise.withResolvers<void>()
  const world = await openWorld({ answers: { assign: () => held.promise } })
  world.press('A', 'q')
  expect(world.quits).toEqual([])
  expect(world.modal('message').lines.join(' ')).toContain('Sending 1 change')
  held.resolve()
  await vi.waitFor(() => expect(world.quits).toHaveLength(1))
  expect(world.quits).toEqual([0])
})

test('Esc takes the wish to leave back', async () => {
  const held = Promise.withResolvers<void>()
  const world = await openWorld({ answers: { assign: () => held.promise } })
  world.press('A', 'q', 'esc')
  held.resolve()
  await vi.waitFor(() => expect(world.session().replica.operations()).toHaveLength(0))
  expect(world.quits).toEqual([])
  expect(world.state().modals).toEqual([])
})

test('asking a second time leaves at once, and a signal asks nothing', async () => {
  const world = await openWorld({ answers: { assign: () => new Promise(() => undefined) } })
  world.press('A')
  world.app.quit(143, false)
  expect(world.quits).toEqual([])
  world.app.quit(143, false)
  expect(world.quits).toEqual([143])
})

test('what would be forgotten is said before it is', async () => {
  const world = await openWorld()
  world.press('c', 'half a comment', 'esc', 'q')
  expect(world.quits).toEqual([])
  expect(world.modal('message').lines.join(' ')).toContain('1 half-written comment')
  world.press('enter')
  expect(world.quits).toEqual([0])
})
