import type { IssueDetail } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { openWorld, testDetail, testIssue } from '../../../app/testing.ts'
import { drawn, idle } from '../testing.ts'

/** The program while the site is still to give the issue, and what the editor was given. */
const opening = async () => {
  const answer = Promise.withResolvers<IssueDetail>()
  const given: string[] = []
  const world = await openWorld({
    answers: { issue: () => answer.promise },
    shell: {
      edit: async (text) => {
        given.push(text)
        return { outcome: 'saved', text }
      },
    },
  })
  world.press('E', 'A')
  return { world, given, arrive: () => answer.resolve(testDetail(testIssue(1), { description: null })) }
}

test('what is typed while the description is fetched for the editor does nothing to the list', async () => {
  const { world, given, arrive } = await opening()
  expect(drawn(world)).toContain('Reading its description')
  arrive()
  await world.until(({ modals, toast }) => modals.length === 0 && toast !== null)
  expect(world.toast()).toBe('PAY-1 is as it was')
  expect(given).toEqual(['Summary of 1\n\n'])
  await idle(world)
  expect(world.callsOf('assign')).toEqual([])
})

test('Esc gives it up, and no editor opens later', async () => {
  const { world, given, arrive } = await opening()
  world.press('esc')
  expect(world.state().modals).toEqual([])
  arrive()
  await idle(world)
  expect(given).toEqual([])
})
