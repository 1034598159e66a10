import type { SprintValue } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { testSprint } from '../../../app/testing/site-values.ts'
import { openWorld, testDetail, testIssue, type World } from '../../../app/testing.ts'
import { idle, offered, ready } from '../testing.ts'

/** A site whose sprints are known to the copy from the first answer; the second one waits for the gate. */
const withSprints = async (before: readonly SprintValue[], after: readonly SprintValue[], gate: Promise<void>) => {
  let asked = 0
  const world = await openWorld({
    answers: {
      issueWithFields: async () => testDetail(testIssue(1)),
      moveToSprint: async () => undefined,
      boards: async () => [{ id: '1', name: 'Payments', type: 'scrum', projectKey: 'PAY' }],
      sprints: async () => {
        asked += 1
        if (asked === 1) return before
        await gate
        return after
      },
    },
  })
  await open(world)
  world.press('esc')
  await open(world)
  return world
}

const open = async (world: World): Promise<void> => {
  world.press('t')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
  await ready(world)
}

test('what one has chosen stays under the cursor when the site has answered with more before it', async () => {
  const gate = Promise.withResolvers<void>()
  const [seven, eight] = [testSprint('7', 'active'), testSprint('8', 'future')]
  const world = await withSprints([eight], [seven, eight], gate.promise)
  expect(offered(world)).toEqual(['Sprint 8', 'Backlog'])
  gate.resolve()
  await world.until(() => offered(world).length === 3)
  expect(offered(world)).toEqual(['Sprint 7', 'Sprint 8', 'Backlog'])
  world.press('enter')
  await idle(world)
  expect(world.callsOf('moveToSprint')).toEqual([['8', ['PAY-1']]])
})

test('a sprint that has ended meanwhile is not offered any more', async () => {
  const gate = Promise.withResolvers<void>()
  const [seven, eight] = [testSprint('7', 'active'), testSprint('8', 'future')]
  const world = await withSprints([seven, eight], [eight], gate.promise)
  expect(offered(world)).toEqual(['Sprint 7', 'Sprint 8', 'Backlog'])
  gate.resolve()
  await world.until(() => offered(world).length === 2)
  expect(offered(world)).toEqual(['Sprint 8', 'Backlog'])
})
