import { type Replica, StoreError } from '@mmd/replica'
import { expect, test, vi } from 'vitest'
import { openWorld, testIssue, type World } from '../../app/testing.ts'
import { ready, transition } from './testing.ts'

/** From now on the copy takes nothing of this kind: another process writes to it. */
const makeBusy = (world: World, write: 'performAll' | 'putDraft'): void => {
  const replica: Pick<Replica, 'performAll' | 'putDraft'> = world.session().replica
  vi.spyOn(replica, write).mockImplementation(() => {
    throw new StoreError('busy', 'somebody writes')
  })
}

const complaint = async (world: World): Promise<string | undefined> => {
  await world.until(({ toast }) => toast?.tone === 'bad')
  return world.toast()
}

const busy = 'Another process has been writing to the local copy for too long'

test.each([
  ['work that is logged with words', ['w', '1h30m fixed it', 'enter'], 'performAll'],
  ['a query', ['J', 'ctrl-u', 'project = PAY', 'enter'], 'putDraft'],
] as const)('%s that the copy does not take just now is told', async (_, keys, write) => {
  const world = await openWorld()
  makeBusy(world, write)
  world.press(...keys)
  expect(await complaint(world)).toContain(busy)
})

test('statuses of several issues that the copy does not take just now are told', async () => {
  const transitions = async () => [transition('31', 'Close')]
  const world = await openWorld({ answers: { transitions }, issues: [testIssue(1), testIssue(2)] })
  makeBusy(world, 'performAll')
  world.press('*', 's')
  await ready(world)
  world.press('enter')
  expect(await complaint(world)).toContain(busy)
})
