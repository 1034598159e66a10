import { StoreError } from '@mmd/replica'
import { expect, test, vi } from 'vitest'
import { openWorld } from '../../app/testing.ts'

test.each([
  ['work that is logged with words', ['w', '1h30m fixed it', 'enter'], 'performAll'],
  ['a query', ['J', 'ctrl-u', 'project = PAY', 'enter'], 'putDraft'],
] as const)('%s that the copy does not take just now is told', async (_, keys, write) => {
  const world = await openWorld()
  const { replica } = world.session()
  const busy = (): never => {
    throw new StoreError('busy', 'somebody writes')
  }
  vi.spyOn(replica, write).mockImplementation(busy)
  world.press(...keys)
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('Another process has been writing to the local copy for too long')
})
