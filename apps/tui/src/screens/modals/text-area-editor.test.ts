import { StoreError } from '@mmd/replica'
import { expect, test, vi } from 'vitest'
import { openWorld } from '../../app/testing.ts'

test('an editor that cannot be started is told, and what was typed stays', async () => {
  const edit = (): Promise<never> => Promise.reject(new Error('no space left on the device'))
  const world = await openWorld({ shell: { edit } })
  world.press('c', 'dear all', 'ctrl-e')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.modal('text-area').buffer.text).toBe('dear all')
})

test('what was written in the editor is there, also when the copy cannot keep it as a draft just then', async () => {
  const edit = async () => ({ outcome: 'saved', text: 'dear all, at length' }) as const
  const world = await openWorld({ shell: { edit } })
  world.press('c', 'dear all')
  vi.spyOn(world.session().replica, 'putDraft').mockImplementation(() => {
    throw new StoreError('busy', 'somebody writes')
  })
  world.press('ctrl-e')
  await world.until(({ modals }) =>
    modals.some((one) => one.kind === 'text-area' && one.buffer.text.includes('length')),
  )
  await new Promise((resolve) => setImmediate(resolve))
  expect(world.modal('text-area').buffer.text).toBe('dear all, at length')
})
