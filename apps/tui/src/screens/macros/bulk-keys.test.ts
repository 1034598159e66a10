import { StoreError } from '@mmd/replica'
import { expect, test, vi } from 'vitest'
import { drawn } from '../../actions/flows/testing.ts'
import { openWorld, testIssue, type World } from '../../app/testing.ts'

/** A change of 50 issues that is being sent to a site which takes its time. */
const sending = async (gate: Promise<void>): Promise<World> => {
  const issues = Array.from({ length: 50 }, (_, at) => testIssue(at + 1))
  const world = await openWorld({ issues, answers: { assign: () => gate } })
  world.press('*', 'A')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'bulk')
  world.press('enter')
  return world
}

test('c that is pressed twice stops it once, and every issue that was given up is told as such', async () => {
  const gate = Promise.withResolvers<void>()
  const world = await sending(gate.promise)
  const said: string[] = []
  world.app.store.subscribe(() => said.push(world.toast()))
  world.press('c', 'c')
  await world.until(({ toast }) => toast?.text.startsWith('Stopped') === true)
  gate.resolve()
  await world.session().replica.idle()
  const [, done = '', stopped = ''] = /✓ (\d+) of 50 done {2}○ (\d+) stopped/.exec(drawn(world)) ?? []
  expect(Number(done) + Number(stopped)).toBe(50)
  expect(said).toContain(`Stopped: ${stopped} not sent · u takes the rest back`)
  expect(said.some((words) => words.includes('sent already'))).toBe(false)
})

test('a copy that cannot be written while it is stopped is told', async () => {
  const gate = Promise.withResolvers<void>()
  const world = await sending(gate.promise)
  const { replica } = world.session()
  const drop = replica.drop.bind(replica)
  let left = 15
  vi.spyOn(replica, 'drop').mockImplementation((id) => {
    left -= 1
    if (left < 0) throw new StoreError('busy', 'somebody writes')
    return drop(id)
  })
  world.press('c')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('Another process has been writing to the local copy for too long')
  vi.restoreAllMocks()
  world.press('c')
  await world.until(({ toast }) => toast?.text.startsWith('Stopped') === true)
  gate.resolve()
})
