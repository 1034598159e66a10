import type { Site } from '@mmd/auth'
import { JiraApiError, type SearchQuery } from '@mmd/jira-api/model'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { activeList } from '../state/state.ts'
import type { App } from './app.ts'
import { openWorld, testIssue, testSite } from './testing.ts'

const signedOut = (): JiraApiError => new JiraApiError('signed-out', 'no session', { status: 401 })
const two = { sites: [testSite('work'), testSite('lab')] }

/** A sign-in that opens its dialog and waits. */
const waitingSignIn = (app: App, site: Site): void =>
  void app.open({
    kind: 'sign-in',
    site: site.name,
    badge: site.badge,
    about: [],
    steps: [],
    url: null,
    phase: 'ready',
    question: null,
    enter: null,
    keys: [],
    onAnswer: () => undefined,
    onCancel: () => undefined,
  })

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('an ended session opens the sign-in over the screen at once, and only once', async () => {
  const world = await openWorld({ onSignIn: waitingSignIn })
  world.app.fail(signedOut())
  world.app.fail(signedOut())
  expect(world.signIns).toEqual(['work'])
  expect(world.state().modals).toHaveLength(1)
  expect(world.wishes).toEqual([{ why: '' }])
})

test('a sign-in waits until the dialog is closed that is being typed in, and is not offered when there has been one', async () => {
  const world = await openWorld({ onSignIn: waitingSignIn })
  world.press('c', 'half a tho')
  world.app.fail(signedOut())
  expect(world.signIns).toEqual([])
  expect(world.toast()).toContain('the sign-in comes when this dialog is closed')
  world.press('esc')
  await world.until(({ modals }) => modals.some(({ kind }) => kind === 'sign-in'))
  expect(world.signIns).toEqual(['work'])
  const other = await openWorld({ onSignIn: waitingSignIn })
  other.press('c')
  other.app.fail(signedOut())
  await other.app.signedIn(other.site)
  other.press('esc')
  await other.session().replica.idle()
  expect(other.signIns).toEqual([])
})

test.each(['off', 'refresh'] as const)('with the mode %s an ended session is a message with a key', async (oauth) => {
  const world = await openWorld({ sites: [testSite('work', { oauth })] })
  world.app.fail(signedOut())
  world.app.fail(signedOut())
  expect(world.state().modals).toHaveLength(1)
  expect(world.modal('message').lines.join('\n')).toContain('You are not signed in to work')
  expect(world.signIns).toEqual([])
  world.press('enter')
  expect(world.signIns).toEqual(['work'])
  expect(world.state().modals).toEqual([])
})

test('after a sign-in one is where one was, and what had waited for it is sent', async () => {
  let isSignedIn = false
  const assign = async (): Promise<void> => {
    if (!isSignedIn) throw signedOut()
  }
  const world = await openWorld({ answers: { assign } })
  world.press(']')
  await world.session().replica.openView(world.state().views[1] ?? { id: '', title: '', jql: '' })
  world.press('j', 'A', 'x', 'j', 'tab')
  await world.session().replica.idle()
  const before = world.state()
  const { replica } = world.session()
  expect(replica.operations()).toMatchObject([{ state: 'pending', error: { code: 'signed-out' } }])
  isSignedIn = true
  const calls = world.calls.length
  await world.app.signedIn({ ...world.site, version: '10.3.1' })
  await replica.idle()
  const { views, activeView, focus, zoomed, lists } = world.state()
  expect({ views, activeView, focus, zoomed, lists }).toEqual({
    views: before.views,
    activeView: before.activeView,
    focus: before.focus,
    zoomed: before.zoomed,
    lists: before.lists,
  })
  expect(world.session().replica).toBe(replica)
  expect(replica.operations()).toEqual([])
  // One look at whether somebody else has assigned it meanwhile, and the change.
  expect(world.calls.slice(calls).map(({ method }) => method)).toEqual(['issue', 'assign'])
  expect(world.state().site?.version).toBe('10.3.1')
})

test('after the first sign-in the list is fetched that could not be had before', async () => {
  let isSignedIn = false
  const search = async ({ maxResults }: SearchQuery) => {
    if (!isSignedIn) throw signedOut()
    return { issues: maxResults === 0 ? [] : [testIssue(7)], startAt: 0, total: 1, warnings: [] }
  }
  const world = await openWorld({ answers: { search }, sites: [testSite('work', { user: undefined } as never)] })
  expect(world.signIns).toEqual(['work'])
  isSignedIn = true
  await world.app.signedIn(testSite('work'))
  expect(activeList(world.state()).cursorKey).toBe('PAY-7')
  expect(world.callsOf('favouriteFilters')).toHaveLength(1)
})

test('what fails on a site that is no longer on screen is told with its name, and asks nothing', async () => {
  const held = Promise.withResolvers<never>()
  const world = await openWorld({ ...two, answers: { assign: () => held.promise } })
  world.press('A')
  await world.app.showSite(testSite('lab'))
  held.reject(signedOut())
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('work: You are not signed in to work')
  expect(world.state().modals).toEqual([])
})

test('a list that cannot be fetched because nobody is signed in asks for a sign-in', async () => {
  const search = async () => {
    throw signedOut()
  }
  const favouriteFilters = search
  const world = await openWorld({ answers: { search, favouriteFilters }, onSignIn: waitingSignIn })
  expect(world.signIns).toEqual(['work'])
  expect(world.state().modals).toHaveLength(1)
})
