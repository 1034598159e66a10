import type { Site } from '@mmd/auth'
import { JiraApiError } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { moveCopy } from '../session/site-copies.ts'
import { activeList } from '../state/state.ts'
import {
  createTestClient,
  createWorld,
  openTestSession,
  openWorld,
  testFolder,
  testIssue,
  testSite,
} from './testing.ts'

const two = { sites: [testSite('work'), testSite('lab')] }

test('signing in goes on where one was, also when the thread that sends is just gone', async () => {
  const data = testFolder()
  const { client } = createTestClient([testIssue(1)])
  const wake = (): Promise<void> => Promise.reject(new JiraApiError('network', 'the thread stopped'))
  const world = createWorld({ data, shell: { openSession: (site) => openTestSession(data, site, client, { wake }) } })
  await world.app.showSite(world.site)
  await world.app.signedIn({ ...world.site, user: { id: 'mia', name: 'Mia Me' } })
  expect(world.state().site?.user?.name).toBe('Mia Me')
  expect(world.state().toast).toBeNull()
})

test('changed settings reconnect an open session, which keeps what it has fetched', async () => {
  const world = await openWorld()
  const { replica } = world.session()
  world.press('j')
  await world.app.siteChanged({ ...world.site, proxy: 'http://proxy.example.com:3128' })
  expect(world.session().replica).toBe(replica)
  expect(world.reconnected.map(({ proxy }) => proxy)).toEqual(['http://proxy.example.com:3128'])
  expect(activeList(world.state()).cursorKey).toBe('PAY-2')
  await world.app.siteChanged({ ...world.state().site, badge: 'red' } as Site)
  expect(world.reconnected).toHaveLength(1)
  expect(world.state().site?.badge).toBe('red')
  await world.app.siteChanged({ ...world.state().site, badge: 'red' } as Site, { afresh: true })
  expect(world.reconnected).toHaveLength(2)
  expect(world.closed).toEqual([])
})

test('a renamed site keeps its copy, its drafts and where one was on it', async () => {
  const data = testFolder()
  const world = await openWorld({ ...two, data })
  const move = (from: string, to: string) => () => moveCopy({ data }, from, to)
  world.press('j', 'c', 'half a tho', 'esc')
  await world.app.siteRenamed('work', { ...world.site, name: 'office' }, move('work', 'office'))
  expect(world.state().site?.name).toBe('office')
  expect(activeList(world.state()).cursorKey).toBe('PAY-2')
  expect(world.closed).toEqual(['work'])
  world.press('c')
  expect(world.modal('text-area').buffer.text).toBe('half a tho')
  world.press('esc')
  await world.app.showSite(testSite('lab'))
  await world.app.siteRenamed('office', { ...world.site, name: 'desk' }, move('office', 'desk'))
  await world.app.showSite({ ...world.site, name: 'desk' })
  expect(activeList(world.state()).cursorKey).toBe('PAY-2')
  expect(world.session().replica.draft('comment/PAY-2')).toBe('half a tho')
})

test('a site at another address is begun anew when its settings change', async () => {
  const world = await openWorld()
  world.press(']')
  await world.app.siteChanged({ ...world.site, baseUrl: 'https://moved.example.com' })
  expect(world.closed).toEqual(['work'])
  expect(world.state()).toMatchObject({ activeView: 'untriaged', site: { baseUrl: 'https://moved.example.com' } })
})

test('a site that is removed is closed, and leaves the welcome screen when it was on screen', async () => {
  const world = await openWorld(two)
  await world.app.showSite(testSite('lab'))
  await world.app.siteRemoved('work')
  expect(world.closed).toEqual(['work'])
  expect(world.state().site?.name).toBe('lab')
  await world.app.siteRemoved('lab')
  expect(world.state().site).toBeNull()
  expect(world.app.session()).toBeNull()
})

test('a site whose address has changed is opened anew, and begun anew', async () => {
  const world = await openWorld()
  world.press(']')
  await world.app.showSite({ ...world.site, baseUrl: 'https://moved.example.com' })
  expect(world.closed).toEqual(['work'])
  expect(world.session().site.baseUrl).toBe('https://moved.example.com')
  expect(world.state().activeView).toBe('untriaged')
})

test('another person on the same site gets a session of their own: the old one keeps the old credential', async () => {
  const world = await openWorld()
  const { replica } = world.session()
  await world.app.showSite({ ...world.site, user: { id: 'ann', name: 'Ann Other' } })
  expect(world.session().replica).not.toBe(replica)
  expect(world.session().site.user?.name).toBe('Ann Other')
  expect(world.closed).toEqual(['work'])
})
