import { expect, test } from 'vitest'
import { openWorld, testSite } from '../../app/testing.ts'

test('the palette has every command with its key, and says why one cannot be done', async () => {
  const world = await openWorld({ issues: [] })
  world.press(':', 'Assign to me')
  expect(world.modal('picker').items.find(({ id }) => id === 'issue.assign-to-me')).toEqual({
    id: 'issue.assign-to-me',
    label: 'Assign to me',
    detail: 'A',
    disabled: 'there is no issue under the cursor',
  })
  world.press('enter')
  expect(world.toast()).toBe('Assign to me: there is no issue under the cursor')
})

test('the palette runs commands, shows views and switches sites', async () => {
  const world = await openWorld({ sites: [testSite('work'), testSite('lab')] })
  world.press(':', 'Copy the key', 'enter')
  expect(world.copied).toEqual(['PAY-1'])
  world.press(':', '#Mine', 'enter')
  expect(world.state().activeView).toBe('mine')
  world.press('ctrl-k')
  await world.until(({ modals }) =>
    modals.some((modal) => modal.kind === 'picker' && modal.items.some(({ label }) => label === '@lab')),
  )
  world.press('@lab', 'enter')
  await world.until(({ site }) => site?.name === 'lab')
})

test('S opens the list of sites', async () => {
  const world = await openWorld()
  world.press('S')
  expect(world.tasks).toEqual([{ kind: 'list' }])
})

test('a site book that cannot be read is said, not thrown', async () => {
  let reads = 0
  const listSites = async () => {
    reads += 1
    if (reads > 1) throw new TypeError('the file is broken')
    return [testSite('work'), testSite('lab')]
  }
  const world = await openWorld({ shell: { listSites } })
  world.press(':')
  await world.until(({ modals }) => JSON.stringify(modals).includes('@lab'))
  world.press('@lab', 'enter')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('the file is broken')
})
