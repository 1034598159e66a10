import { describe, expect, test } from 'vitest'
import { soon } from '../../../app/testing/patience.ts'
import { confirmed, idle, openInboxWorld, queue, toPayments, under, verdicts, withRules } from './testing.ts'

describe.each(['datacenter', 'cloud'] as const)('the inbox on %s', (deployment) => {
  test('a reason of the rules has its own text, resolution and way', async () => {
    const { world, mine } = await openInboxWorld(deployment)
    withRules(world, {
      reasons: [
        { reason: 'Out of scope', comment: 'Thanks, {{reporter}}: **{{key}}** is not for us', resolution: 'Declined' },
      ],
    })
    const first = toPayments(world)
    world.press('x')
    expect(world.modal('picker').items[0]?.detail).toContain('Declined')
    world.press('enter')
    await soon(() => expect(verdicts(world)).toEqual(['declined']))
    await idle(world)
    const closed = await mine.issue(first)
    expect(closed.resolution?.name).toBe('Declined')
    expect(closed.comments.at(-1)?.body.source).toContain('is not for us')
    expect(closed.comments.at(-1)?.body.source).toContain(closed.reporter?.name.split(' ')[0] ?? 'nobody')
  })

  test('x declines with a reason, which is a comment and closes the issue; all of it comes back with u', async () => {
    const { world, mine } = await openInboxWorld(deployment)
    const first = toPayments(world)
    const second = queue(world)[queue(world).indexOf(first) + 1]
    const { status } = await mine.issue(first)
    world.press('x', 'Nobody uses this', 'enter')
    expect(under(world)).toBe(second)
    await soon(() => expect(verdicts(world)).toEqual(['declined']))
    await idle(world)
    const closed = await mine.issue(first)
    expect(closed.status.category).toBe('done')
    expect(closed.comments.at(-1)?.body.source).toContain('Nobody uses this')
    expect(under(world)).toBe(second)
    world.press('u')
    confirmed(world)
    expect(under(world)).toBe(first)
    await idle(world)
    const opened = await mine.issue(first)
    expect(opened.status.name).toBe(status.name)
    expect(opened.commentTotal).toBe(closed.commentTotal - 1)
    world.press('x')
    expect(world.modal('picker').items[0]?.label).toBe("Won't do")
  })
})
