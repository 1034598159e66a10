import type { LinkType, Status, Transition } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { soon } from '../../app/testing/patience.ts'
import { openWorld, testIssue, testKey, type World } from '../../app/testing.ts'
import { offered, ready } from './testing.ts'

const issue = (world: World, number: number) => world.session().replica.issue(testKey(number))
const blocks: LinkType = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
const duplicates: LinkType = { id: '2', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' }

const linking = {
  linkTypes: async () => [blocks, duplicates],
  pickIssues: async () => [{ key: 'OPS-9', summary: 'From the site' }],
  link: async () => undefined,
}

test('summaries of issues to choose from stand below each other', async () => {
  const issues = [testIssue(1), testIssue(2), testIssue(10)]
  const world = await openWorld({ issues, answers: linking })
  world.press('L')
  await ready(world)
  world.press('enter')
  await ready(world)
  world.press('Summary')
  await ready(world)
  expect(offered(world)).toContain('PAY-2   Summary of 2')
  expect(offered(world)).toContain('PAY-10  Summary of 10')
})

test('L links to an issue that the copy or the site finds', async () => {
  const world = await openWorld({ answers: linking })
  world.press('L')
  await ready(world)
  expect(offered(world)).toEqual(['blocks', 'is blocked by', 'duplicates', 'is duplicated by'])
  world.press('down', 'enter')
  await ready(world)
  expect(world.modal('picker').title).toBe('PAY-1 is blocked by…')
  world.press('Summary')
  await ready(world)
  expect(offered(world).toSorted()).toEqual(['OPS-9  From the site', 'PAY-2  Summary of 2', 'PAY-3  Summary of 3'])
  world.press('ctrl-u', 'PAY-2')
  await ready(world)
  world.press('enter')
  expect(world.toast()).toBe('PAY-1 is blocked by PAY-2 · u takes it back')
  await soon(() => expect(world.callsOf('link')).toHaveLength(1))
  expect(world.callsOf('link')[0]?.[0]).toMatchObject({ typeId: '1', from: 'PAY-2', to: 'PAY-1' })
})

const done: Status = { id: '5', name: 'Done', category: 'done' }

const closing: Transition = {
  id: '31',
  name: 'Close',
  to: done,
  available: true,
  fields: [
    {
      id: 'resolution',
      name: 'Resolution',
      required: true,
      hasDefault: false,
      type: 'resolution',
      items: null,
      system: 'resolution',
      custom: null,
      operations: ['set'],
      allowedValues: [
        { id: '1', label: 'Fixed', wire: { id: '1' } },
        { id: '3', label: 'Duplicate', wire: { id: '3' } },
      ],
    },
  ],
}

test('d links and closes as a duplicate, with the resolution that says so: one change', async () => {
  const world = await openWorld({ answers: { ...linking, transitions: async () => [closing] } })
  world.press('d')
  await ready(world)
  world.press('PAY-3', 'enter')
  await world.until(({ toast }) => toast !== null)
  expect(world.toast()).toBe('PAY-1 closed as a duplicate of PAY-3 · u takes it back if the workflow lets it')
  expect(issue(world, 1)).toMatchObject({ status: { name: 'Done' }, resolution: { name: 'Duplicate' } })
  expect(world.session().replica.changes(5)).toHaveLength(1)
  await soon(() => expect(world.callsOf('transition')).toHaveLength(1))
  expect(world.callsOf('transition')[0]?.[1]).toMatchObject({ id: '31', fields: { resolution: { id: '3' } } })
})
