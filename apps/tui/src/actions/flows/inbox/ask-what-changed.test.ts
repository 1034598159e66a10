import { type Change, JiraApiError } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { openWorld, testDetail, testIssue, testKey } from '../../../app/testing.ts'
import { askWhatChanged } from './ask-what-changed.ts'

test('what was done to an issue that came back is asked for once, and again after it could not be had', async () => {
  let isDown = true
  let updated = '2026-11-22T10:00:00.000Z'
  const issue = () => testIssue(1, { updated })
  const world = await openWorld({
    answers: {
      search: async () => ({ issues: [issue(), testIssue(2)], startAt: 0, total: 2, warnings: [] }),
      issue: async () => testDetail(issue()),
      history: async (): Promise<readonly Change[]> => {
        if (isDown) throw new JiraApiError('network', 'down')
        return []
      },
    },
  })
  const { replica } = world.session()
  world.press('i', 'y')
  updated = '2026-11-22T11:00:00.000Z'
  await replica.refreshView(world.state().activeView)
  await world.until(({ inbox }) => inbox !== null && replica.decisions().some(({ changed }) => changed))
  while (world.state().inbox?.cursorKey !== testKey(1)) world.press('k')
  const asked = async (): Promise<number> => {
    askWhatChanged(world.app)
    await replica.idle()
    await new Promise((resolve) => setImmediate(resolve))
    return world.callsOf('history').length
  }
  const first = await asked()
  expect(first).toBeGreaterThan(0)
  isDown = false
  const second = await asked()
  expect(second).toBe(first + 1)
  expect(await asked()).toBe(second)
})
