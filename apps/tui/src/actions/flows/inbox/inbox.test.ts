import type { IssueKey } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { applyConfig } from '../../../app/apply-config.ts'
import { soon } from '../../../app/testing/patience.ts'
import type { World } from '../../../app/testing.ts'
import { testNow } from '../../../app/testing.ts'
import { type Config, defaultConfig } from '../../../config/config.ts'
import { progressOf } from '../../../inbox/progress.ts'
import { inboxKeys } from '../../../inbox/select-inbox.ts'
import type { MacroStep } from '../../../macros/macro.ts'
import { footer, inboxLines } from '../../../screens/inbox/inbox-lines.ts'
import { bare, plainTheme } from '../../../screens/testing.ts'
import { ready } from '../testing.ts'
import { openInboxWorld } from './testing.ts'

const queue = (world: World): readonly IssueKey[] => inboxKeys(world.state(), world.session().replica)
const under = (world: World): IssueKey => {
  const key = world.state().inbox?.cursorKey
  if (key === null || key === undefined) throw new Error('nothing is under the cursor')
  return key
}
const verdicts = (world: World): readonly string[] =>
  world
    .session()
    .replica.decisions()
    .map(({ verdict }) => verdict)
const idle = (world: World): Promise<void> => world.session().replica.idle()

/** Goes to an issue of a project whose workflow has a way back from everywhere, and in which everybody may edit. */
const toPayments = (world: World): IssueKey => {
  const found = queue(world).find((key) => key.startsWith('PAY-'))
  if (found === undefined) throw new Error('there is no such issue')
  while (under(world) !== found) world.press('j')
  return found
}

/** Turns to what is alike, at the first issue where there is something. */
const toDuplicate = (world: World): IssueKey => {
  const found = queue(world).find((key) => {
    // From these there is a way back.
    if (!key.startsWith('PAY-') || world.session().replica.issue(key)?.status.category !== 'new') return false
    while (under(world) !== key) world.press('j')
    world.press('d')
    if (world.state().inbox?.choosing === 0) return true
    world.press('esc')
    return false
  })
  if (found === undefined) throw new Error('nothing is alike')
  return found
}

const accepting: readonly MacroStep[] = [
  { kind: 'assign', to: 'me' },
  { kind: 'label', add: ['triaged'], remove: [] },
]

const withRules = (world: World, rules: Partial<Config['inbox']>): void =>
  applyConfig(world.app, { ...defaultConfig, inbox: { ...defaultConfig.inbox, ...rules } })

const onScreen = (world: World): string =>
  inboxLines({ app: world.app, state: world.state(), session: world.session(), theme: plainTheme }).map(bare).join('\n')

const footerOf = (world: World): string =>
  bare(footer({ app: world.app, state: { ...world.state(), toast: null }, theme: plainTheme }))

/** What waits for a decision must not be asked about. */
const confirmed = (world: World): void => {
  while (world.state().modals.at(-1)?.kind === 'message') world.press('enter')
}

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
