import { describe, expect, test } from 'vitest'
import { soon } from '../../../app/testing/patience.ts'
import { ready } from '../testing.ts'
import { confirmed, idle, openInboxWorld, queue, toDuplicate, under, verdicts } from './testing.ts'

describe.each(['datacenter', 'cloud'] as const)('the inbox on %s', (deployment) => {
  test('d shows what is alike without a request, and a number closes the issue as its duplicate', async () => {
    const { world, mine, requests } = await openInboxWorld(deployment)
    const first = toDuplicate(world)
    const asked = requests()
    const { found = [] } = world.state().inbox?.candidates ?? {}
    expect(found.map(({ issue }) => issue.key)).not.toContain(first)
    const [original] = found
    if (original === undefined) throw new Error('nothing was found')
    expect(requests()).toBe(asked)
    world.press('1')
    expect(under(world)).not.toBe(first)
    await soon(() => expect(verdicts(world)).toEqual(['duplicate']))
    await idle(world)
    const closed = await mine.issue(first)
    expect(closed.status.category).toBe('done')
    expect(closed.links.map(({ outward, key }) => [outward, key])).toContainEqual([true, original.issue.key])
    expect(closed.comments.at(-1)?.body.source).toContain(original.issue.key)
    const { users } = await mine.watchers(original.issue.key)
    if (closed.reporter !== null && closed.reporter.id !== original.issue.reporter?.id && closed.reporter.active)
      expect(users.map(({ id }) => id)).toContain(closed.reporter.id)
    world.press('u')
    confirmed(world)
    expect(under(world)).toBe(first)
    await idle(world)
    const opened = await mine.issue(first)
    expect(opened.status.category).not.toBe('done')
    expect(opened.links.some(({ key }) => key === original.issue.key)).toBe(false)
  })

  test('who watches a duplicate follows the original from then on; u takes off exactly those who were added', async () => {
    const { world, mine, theirs } = await openInboxWorld(deployment)
    const first = toDuplicate(world)
    const [original] = world.state().inbox?.candidates?.found ?? []
    if (original === undefined) throw new Error('nothing was found')
    const { key } = original.issue
    const them = await theirs.myself()
    await theirs.watch(first, null)
    const before = await mine.watchers(key)
    if (before.users.some(({ id }) => id === them.id)) await theirs.unwatch(key, them.id)
    const idsOf = async (): Promise<readonly string[]> => (await mine.watchers(key)).users.map(({ id }) => id).sort()
    const kept = await idsOf()
    world.press('enter')
    await soon(() => expect(verdicts(world)).toEqual(['duplicate']))
    await idle(world)
    expect(await idsOf()).toEqual(expect.arrayContaining([...kept, them.id]))
    expect((await mine.watchers(first)).users.map(({ id }) => id)).toContain(them.id)
    expect((await mine.issue(first)).resolution?.name).toBe('Duplicate')
    world.press('u')
    confirmed(world)
    await idle(world)
    expect(await idsOf()).toEqual(kept)
  })

  test('in the list, too, d offers what looks alike before anything is typed', async () => {
    const { world } = await openInboxWorld(deployment)
    const first = toDuplicate(world)
    const [alike] = world.state().inbox?.candidates?.found ?? []
    world.press('esc', 'esc')
    expect(world.state().lists[world.state().activeView]?.cursorKey).toBe(first)
    world.press('d')
    await ready(world)
    expect(world.modal('picker').items[0]?.id).toBe(alike?.issue.key)
  })

  test('without the site what is known of issues like it closes a duplicate, and it is sent later', async () => {
    const { world, mine, setOnline } = await openInboxWorld(deployment)
    const first = toDuplicate(world)
    await world.session().transitions(first)
    await world.session().catalogue('link-types')
    setOnline(false)
    world.press('enter')
    await soon(() => expect(verdicts(world)).toEqual(['duplicate']))
    expect(queue(world)).not.toContain(first)
    expect(world.session().replica.issue(first)?.status.category).toBe('done')
    expect((await mine.issue(first)).status.category).not.toBe('done')
    setOnline(true)
    await world.session().wake()
    await soon(async () => expect((await mine.issue(first)).status.category).toBe('done'))
  })
})
