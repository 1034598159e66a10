import { describe, expect, test } from 'vitest'
import { soon } from '../../../app/testing/patience.ts'
import { testNow } from '../../../app/testing.ts'
import { progressOf } from '../../../inbox/progress.ts'
import { idle, onScreen, openInboxWorld, queue, toPayments, under, verdicts } from './testing.ts'

describe.each(['datacenter', 'cloud'] as const)('the inbox on %s', (deployment) => {
  test('y accepts without a request, the cursor goes on, and u brings the issue back under it', async () => {
    const { world, requests } = await openInboxWorld(deployment)
    const [first, second] = queue(world)
    const asked = requests()
    world.press('y')
    expect(under(world)).toBe(second)
    expect(queue(world)).not.toContain(first)
    expect(world.toast()).toBe(`${first} accepted · u takes it back`)
    expect(progressOf(world.state(), world.session().replica, testNow).decided).toHaveLength(1)
    world.press('j', 'u')
    expect(under(world)).toBe(first)
    world.press('ctrl-r')
    expect(queue(world)).not.toContain(first)
    await idle(world)
    expect(requests()).toBe(asked)
  })

  test('what was decided is still decided after the program was started again, and another run takes it back', async () => {
    const { world, restart } = await openInboxWorld(deployment)
    const first = under(world)
    world.press('y')
    const again = await restart()
    expect(queue(again)).not.toContain(first)
    again.press('u')
    expect(under(again)).toBe(first)
  })

  test('three decisions are taken back one by one, after a restart and after the list was put in another order', async () => {
    const { world, restart, theirs, pass } = await openInboxWorld(deployment)
    const [first, second, third, fourth] = queue(world)
    if (first === undefined || second === undefined || third === undefined) throw new Error('the inbox is too short')
    world.press('y', 'A', 'z', 'enter')
    expect(under(world)).toBe(fourth)
    await idle(world)
    pass(3_600_000)
    const last = queue(world).findLast((key) => key.startsWith('PAY-'))
    if (last !== undefined) await theirs.edit(last, { update: { labels: [{ add: 'again' }] } })
    const again = await restart()
    again.press('r')
    await idle(again)
    for (const key of [third, second, first]) {
      again.press('u')
      await soon(() => expect(under(again)).toBe(key))
    }
    expect(verdicts(again)).toEqual([])
    again.press('ctrl-r')
    expect(queue(again)).not.toContain(first)
    expect(queue(again)).toContain(second)
  })

  test('n leaves an issue for later, which comes again at the end', async () => {
    const { world } = await openInboxWorld(deployment)
    const [first, second] = queue(world)
    world.press('n')
    expect(under(world)).toBe(second)
    expect(queue(world).at(-1)).toBe(first)
    expect(verdicts(world)).toEqual([])
  })

  test('z lets an issue sleep, which is a decision too', async () => {
    const { world, requests } = await openInboxWorld(deployment)
    const [first, second] = queue(world)
    const asked = requests()
    world.press('z', 'enter')
    expect(under(world)).toBe(second)
    expect(verdicts(world)).toEqual(['snoozed'])
    world.press('u')
    expect(under(world)).toBe(first)
    expect(requests()).toBe(asked)
  })

  test('what somebody else changes after it was decided comes back, what one changes oneself does not', async () => {
    const { world, theirs, pass } = await openInboxWorld(deployment)
    const first = toPayments(world)
    world.press('y')
    const second = under(world)
    world.press('y')
    await world.session().replica.idle()
    pass(3_600_000)
    await theirs.edit(first, { update: { labels: [{ add: 'again' }] } })
    world.press('r')
    await soon(() => expect(queue(world)).toContain(first))
    expect(queue(world)).not.toContain(second)
    expect(
      world
        .session()
        .replica.decisions()
        .find(({ key }) => key === first),
    ).toMatchObject({ changed: true })
    while (under(world) !== first) world.press('k')
    await soon(() => expect(onScreen(world)).toMatch(/↩ Accepted .*: labels changed by Tomasz/))
  })

  test('Z lists what is snoozed, and wakes it', async () => {
    const { world } = await openInboxWorld(deployment)
    const [first, second] = queue(world)
    world.press('z', 'enter', 'z', 'down', 'down', 'down', 'enter', 'Z')
    expect(world.modal('picker').title).toBe('2 snoozed issues')
    expect(world.modal('picker').items.map(({ id, detail }) => [id, detail])).toEqual([
      [first, expect.stringMatching(/^until /)],
      [second, 'until somebody changes it'],
    ])
    world.press('enter')
    expect([...world.session().replica.snoozes()]).toEqual([second])
    expect(queue(world)).toContain(first)
    world.press('u')
    expect(queue(world)).not.toContain(first)
  })

  test('Esc goes back to the list, where the cursor is on the issue that one had come to', async () => {
    const { world } = await openInboxWorld(deployment)
    world.press('y', 'j')
    const here = under(world)
    world.press('esc')
    const { inbox, lists, activeView } = world.state()
    expect(inbox).toBeNull()
    expect(lists[activeView]?.cursorKey).toBe(here)
  })
})
