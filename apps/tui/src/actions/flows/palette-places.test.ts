import { expect, test } from 'vitest'
import { openWorld, testSite } from '../../app/testing.ts'
import { offeredItems } from '../../screens/modals/picker.ts'

test('“view” and “site” with words go there, whatever else has these words', async () => {
  const world = await openWorld({ sites: [testSite(), testSite('beta')] })
  world.press(':', 'view rep')
  expect(offeredItems(world.modal('picker'))[0]?.label).toBe('#Reported by me')
  world.press('enter')
  const { views, activeView } = world.state()
  expect(views.find(({ id }) => id === activeView)?.title).toBe('Reported by me')
  world.press(':')
  await world.until(({ modals }) => {
    const top = modals.at(-1)
    return top?.kind === 'picker' && top.items.some(({ label }) => label === '@beta')
  })
  world.press('site be')
  expect(offeredItems(world.modal('picker'))[0]?.label).toBe('@beta')
})

test('words behind # find issues of the copy as one types, and Enter opens the one under the cursor', async () => {
  const world = await openWorld()
  world.press(':', '#summary of 2')
  expect(offeredItems(world.modal('picker')).map(({ label }) => label)).toContain('PAY-2  Summary of 2')
  const at = offeredItems(world.modal('picker')).findIndex(({ label }) => label.startsWith('PAY-2'))
  world.press(...Array.from({ length: at }, () => 'down'), 'enter')
  expect(world.state().zoomed || world.state().lists[world.state().activeView]?.cursorKey === 'PAY-2').toBe(true)
})
