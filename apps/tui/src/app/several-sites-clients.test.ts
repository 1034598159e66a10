import type { SiteClient } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { moveTo } from '../state/list.ts'
import { listHeight } from '../state/selectors.ts'
import { topModal, withActiveList } from '../state/state.ts'
import { createWorld, testIssue, testSite, type World } from './testing.ts'

/** Two sites as one list with the cursor on a row of the second, and what was asked of that one. */
const onBeta = async (): Promise<{ readonly world: World; readonly asked: readonly (readonly unknown[])[] }> => {
  const asked: (readonly unknown[])[] = []
  const beta: Partial<SiteClient> = {
    assignable: async ({ issueKey, text }) => {
      asked.push(['assignable', issueKey, text])
      return []
    },
    pickIssues: async ({ text }) => {
      asked.push(['pickIssues', text])
      return []
    },
    suggestLabels: async (text) => {
      asked.push(['suggestLabels', text])
      return []
    },
    transitions: async (key) => {
      asked.push(['transitions', key])
      return []
    },
  }
  const sites = [testSite('acme'), testSite('beta')]
  const world = createWorld({ sites, issues: [testIssue(1)], others: { beta } })
  await world.app.showSites(sites)
  world.app.store.update((state) => {
    const keys = world.session().replica.view(state.activeView)?.keys ?? []
    const at = keys.findIndex((key) => key.startsWith('beta:'))
    return withActiveList(state, (list) => moveTo(list, keys, at, listHeight(state)))
  })
  return { world, asked }
}

const isThere = (world: World): Promise<void> =>
  world.until((state) => {
    const modal = topModal(state)
    return modal?.kind === 'picker' && modal.phase !== 'loading'
  })

test.each([
  ['a', ['assignable', 'PAY-1', '']],
  ['d', ['pickIssues', '']],
  ['l', ['suggestLabels', '']],
  ['s', ['transitions', 'PAY-1']],
])('what %s offers for a row of the second of two sites comes from that site alone', async (key, question) => {
  const { world, asked } = await onBeta()
  const before = world.calls.length
  world.press(key)
  await isThere(world)
  expect(asked).toEqual([question])
  expect(world.calls.slice(before)).toEqual([])
})

test('the browser opens a row of the second of two sites at the address of that site', async () => {
  const { world } = await onBeta()
  world.press('b', 'Y')
  expect(world.browsed).toEqual(['https://beta.example.com/browse/PAY-1'])
  expect(world.copied).toEqual(['https://beta.example.com/browse/PAY-1'])
})

test('several sites are never asked in one call', async () => {
  const { world } = await onBeta()
  await expect(world.session().client.myself()).rejects.toThrow('Several sites cannot be asked at once: myself')
})
