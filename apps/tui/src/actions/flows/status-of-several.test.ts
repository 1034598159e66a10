import { JiraApiError, type Status } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { openWorld, testIssue } from '../../app/testing.ts'
import { drawn, idle, ready, transition } from './testing.ts'

test('several issues: each goes by its own transition, and those that lack it are named', async () => {
  const open: Status = { id: '1', name: 'Open', category: 'new' }
  const answers = {
    transitions: async (key: string) =>
      key === 'PAY-2' ? [transition('9', 'Reopen', [], open)] : [transition('31', 'Close')],
  }
  const issues = [testIssue(1), testIssue(2, { status: { ...open, id: '77', name: 'Waiting' } }), testIssue(3)]
  const world = await openWorld({ answers, issues })
  world.press('*', 's')
  await ready(world)
  world.press('enter')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'bulk')
  expect(drawn(world)).toMatch(/✗ PAY-2 +no way from Waiting to Done/)
  // Nothing has shown yet what the workflow offers there.
  expect(drawn(world)).toContain('✓ 2 issues to change  ? 2 perhaps with no way back')
  expect(drawn(world)).toMatch(/\? PAY-1 +move to Done/)
  expect(drawn(world)).toContain('May stay so: Whether a step leads from Done back to Open is not known')
  world.press('enter')
  await idle(world)
  expect(world.callsOf('transition')).toEqual([
    ['PAY-1', { id: '31' }],
    ['PAY-3', { id: '31' }],
  ])
  // One look-up for what is alike, one for what is not.
  expect(world.callsOf('transitions').map(([key]) => key)).toEqual(['PAY-1', 'PAY-2'])
})

test('several issues: when one cannot be asked nothing is changed', async () => {
  const transitions = async (key: string) => {
    if (key === 'PAY-3') throw new JiraApiError('timeout', 'too slow')
    return [transition('31', 'Close')]
  }
  const waiting: Status = { id: '77', name: 'Waiting', category: 'new' }
  const issues = [testIssue(1), testIssue(2), testIssue(3, { status: waiting })]
  const world = await openWorld({ answers: { transitions }, issues })
  world.press('*', 's')
  await ready(world)
  world.press('enter')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.callsOf('transition')).toEqual([])
})
