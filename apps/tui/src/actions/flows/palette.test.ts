import type { IssueKey } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { openWorld, testIssue, testSite } from '../../app/testing.ts'
import { offeredItems } from '../../screens/modals/picker.ts'

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

test('a number alone means the issue on the list that has it, in whichever project', async () => {
  const other = { ...testIssue(12), key: 'OPS-12' as IssueKey, project: { id: '2', key: 'OPS', name: 'Operations' } }
  const world = await openWorld({ issues: [testIssue(1), other] })
  world.press(':', '12')
  const labels = offeredItems(world.modal('picker')).map(({ label }) => label)
  expect(labels.slice(0, 2)).toEqual(['OPS-12  Summary of 12', 'PAY-12'])
  world.press('enter')
  expect(world.state().preview.key).toBe('OPS-12')
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
