import type { Transition } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { testIssue, type World } from '../../../app/testing.ts'
import { field, idle, offered, ready, transition } from '../testing.ts'
import { doing, openBoardWorld, todo } from './testing.ts'

/** A board whose site takes its time to say which steps there are. */
const onBoard = (steps: Promise<readonly Transition[]>): Promise<World> =>
  openBoardWorld([testIssue(1, { status: todo }), testIssue(2, { status: todo })], {
    transitions: () => steps,
    transition: async () => undefined,
  })

test('which step is meant is asked once the comment that was begun meanwhile is left', async () => {
  const steps = Promise.withResolvers<readonly Transition[]>()
  const world = await onBoard(steps.promise)
  world.press('L', 'j', 'c', 'I see')
  steps.resolve([transition('21', 'Begin', [], doing), transition('22', 'Begin at once', [], doing)])
  await idle(world)
  world.press(' it')
  expect(world.modal('text-area').buffer.text).toBe('I see it')
  world.press('esc')
  await ready(world)
  expect(offered(world)).toEqual(['Begin → Doing', 'Begin at once → Doing'])
  expect(world.modal('picker').title).toContain('PAY-1')
})

test('what a step asks for is asked then too, and a step that asks for nothing is taken at once', async () => {
  const steps = Promise.withResolvers<readonly Transition[]>()
  const world = await onBoard(steps.promise)
  world.press('L', 'c', 'I see')
  steps.resolve([transition('21', 'Begin', [field('customfield_1')], doing)])
  await idle(world)
  expect(world.modal('text-area').buffer.text).toBe('I see')
  world.press('esc')
  await world.until(({ modals }) => modals.some(({ kind }) => kind === 'form'))

  const other = await onBoard(Promise.resolve([transition('21', 'Begin', [], doing)]))
  other.press('L', 'c', 'I see')
  await other.until(({ toast }) => toast?.text.includes('→ Doing') === true)
  expect(other.modal('text-area').buffer.text).toBe('I see')
})
