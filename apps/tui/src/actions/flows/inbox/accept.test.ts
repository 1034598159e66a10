import { describe, expect, test } from 'vitest'
import { soon } from '../../../app/testing/patience.ts'
import { ready } from '../testing.ts'
import { accepting, footerOf, idle, openInboxWorld, queue, toPayments, under, verdicts, withRules } from './testing.ts'

describe.each(['datacenter', 'cloud'] as const)('the inbox on %s', (deployment) => {
  test('A and a assign and decide in one change, and u takes back both', async () => {
    const { world, mine } = await openInboxWorld(deployment)
    const [first, second] = queue(world)
    if (first === undefined || second === undefined) throw new Error('the inbox is too short')
    world.press('A')
    expect(under(world)).toBe(second)
    await idle(world)
    expect((await mine.issue(first)).assignee?.id).toBe(world.site.user?.id)
    world.press('u')
    expect(under(world)).toBe(first)
    await idle(world)
    expect((await mine.issue(first)).assignee).toBeNull()
    world.press('a')
    await ready(world)
    world.press('enter')
    expect(under(world)).toBe(second)
    expect(verdicts(world)).toEqual(['assigned'])
  })

  test('y does what the rules of the view say, as one change with the decision', async () => {
    const { world, mine } = await openInboxWorld(deployment)
    withRules(world, {
      accept: [{ kind: 'watch', on: true }],
      views: { untriaged: { accept: accepting } },
    })
    const first = toPayments(world)
    expect(footerOf(world)).toContain('accept: assign to me, label')
    world.press('y')
    expect(under(world)).not.toBe(first)
    await soon(() => expect(verdicts(world)).toEqual(['accepted']))
    await idle(world)
    const taken = await mine.issue(first)
    expect(taken.assignee?.id).toBe(world.site.user?.id)
    expect(taken.labels).toContain('triaged')
    world.press('u')
    await idle(world)
    expect((await mine.issue(first)).labels).not.toContain('triaged')
    expect(under(world)).toBe(first)
  })

  test('where one action of accepting cannot be done nothing is, and the issue is back', async () => {
    const { world } = await openInboxWorld(deployment)
    withRules(world, { accept: [...accepting, { kind: 'transition', to: 'Nowhere', fields: {} }] })
    const first = toPayments(world)
    world.press('y')
    await soon(() => expect(world.toast()).toContain(`${first} was not accepted: `))
    await soon(() => expect(under(world)).toBe(first))
    expect(verdicts(world)).toEqual([])
    expect(world.session().replica.operations()).toEqual([])
  })
})
