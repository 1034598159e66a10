import { JiraApiError, type Transition } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { openWorld, testIssue, testKey } from '../../app/testing.ts'
import { field, idle, offered, ready, transition } from './testing.ts'

test('a status without fields is one question and one change', async () => {
  const world = await openWorld({ answers: { transitions: async () => [transition('31', 'Close')] } })
  world.press('s')
  await ready(world)
  expect(offered(world)).toEqual(['Close → Done'])
  world.press('enter')
  expect(world.session().replica.issue(testKey(1))?.status.name).toBe('Done')
  await idle(world)
  expect(world.callsOf('transitions')).toHaveLength(1)
  expect(world.callsOf('transition')).toEqual([['PAY-1', { id: '31' }]])
})

test('that a status can be taken back is promised only where a step back is known', async () => {
  const open = testIssue(1).status
  const steps = (key: string) => (key === 'PAY-2' ? [transition('9', 'Reopen', [], open)] : [transition('31', 'Close')])
  const done = transition('31', 'Close').to
  const world = await openWorld({
    issues: [testIssue(1), testIssue(2, { status: done }), testIssue(3)],
    answers: { transitions: async (key: string) => steps(key) },
  })
  const close = async (): Promise<void> => {
    world.press('s')
    await ready(world)
    world.press('enter')
    await idle(world)
  }
  await close()
  expect(world.toast()).toBe('PAY-1 → Done · u takes it back if the workflow lets it')
  // What an issue in that status was offered tells of those like it.
  world.press('j', 's')
  await ready(world)
  world.press('esc', 'j')
  await close()
  expect(world.toast()).toBe('PAY-3 → Done · u takes it back')
})

test('what is known of the way back is said where a status is chosen', async () => {
  const doing = { id: '3', name: 'Doing', category: 'indeterminate' } as const
  const open = testIssue(1).status
  const done = transition('31', 'Close').to
  const cause = field('cause', { name: 'Cause' })
  const world = await openWorld({
    issues: [testIssue(1), testIssue(2, { status: done }), testIssue(3, { status: doing })],
    answers: {
      transitions: async (key: string) => {
        if (key === 'PAY-2') return []
        if (key === 'PAY-3') return [transition('9', 'Stop', [cause], open)]
        return [transition('31', 'Close'), transition('21', 'Start', [], doing)]
      },
    },
  })
  const look = async (): Promise<void> => {
    world.press('s')
    await ready(world)
  }
  for (const move of ['j', 'j']) {
    world.press(move)
    await look()
    world.press('esc')
  }
  world.press('g')
  await look()
  expect(world.modal('picker').items.map(({ detail }) => detail)).toEqual([
    'no way back',
    'the way back asks for Cause',
  ])
  world.press('enter')
  expect(world.toast()).toBe('PAY-1 → Done')
})

test('an issue without transitions says so in words', async () => {
  const world = await openWorld()
  world.press('s')
  await ready(world)
  expect(world.modal('picker').error).toContain('PAY-1')
  expect(world.modal('picker').error).not.toContain('unexpected')
})

test('what could not be asked is asked again on Ctrl-R', async () => {
  let calls = 0
  const transitions = async (): Promise<readonly Transition[]> => {
    calls += 1
    if (calls === 1) throw new JiraApiError('timeout', 'too slow')
    return [transition('31', 'Close')]
  }
  const world = await openWorld({ answers: { transitions } })
  world.press('s')
  await ready(world)
  expect(world.modal('picker').phase).toBe('failed')
  world.press('enter')
  expect(world.modal('picker').phase).toBe('failed')
  world.press('ctrl-r')
  await ready(world)
  expect(offered(world)).toEqual(['Close → Done'])
})
