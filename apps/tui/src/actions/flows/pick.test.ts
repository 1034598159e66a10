import { StoreError } from '@mmd/replica'
import { expect, test, vi } from 'vitest'
import { openWorld } from '../../app/testing.ts'
import { transition } from './testing.ts'

test('what was taken before the site had answered is told when the copy takes nothing just then', async () => {
  const gate = Promise.withResolvers<void>()
  const world = await openWorld({
    answers: {
      transitions: async () => {
        await gate.promise
        return [transition('31', 'Finish')]
      },
    },
  })
  world.press('s', 'enter')
  vi.spyOn(world.session().replica, 'performAll').mockImplementation(() => {
    throw new StoreError('busy', 'somebody writes')
  })
  gate.resolve()
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('Another process has been writing to the local copy for too long')
})
