import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Site } from '@mmd/auth'
import { type Engine, type OpenedStore, openReplica, openStore } from '@mmd/replica'
import { expect, onTestFinished, test } from 'vitest'
import { readEnvironment } from '../config/environment.ts'
import { bare } from '../screens/testing.ts'
import { triageLayout } from '../screens/triage/layout.ts'
import { header, listPane, viewsPane } from '../screens/triage/list-panes.ts'
import { severalInHeader, siteColumn } from '../screens/triage/site-parts.ts'
import { siteCopy } from '../session/site-copy.ts'
import { keepBook } from '../session/views/keep-book.ts'
import { emptyBook } from '../session/views/view-book.ts'
import { builtInViews } from '../session/views.ts'
import { initialState } from '../state/state.ts'
import { createTheme } from '../theme/theme.ts'
import type { SiteSession } from './app.ts'
import { drawFirstRows } from './first-rows.ts'
import { firstViews } from './first-view.ts'
import { combineSessions } from './members.ts'
import { testIssue, testKey, testSite } from './testing.ts'

const sizes = [
  [40, 10],
  [80, 24],
  [200, 50],
] as const

const keys = Array.from({ length: 60 }, (_, index) => testKey(index + 1))

const fill = (store: OpenedStore): void => {
  for (const [index] of keys.entries())
    store.issues.putRow(testIssue(index + 1, { summary: index === 1 ? '漢字 \u{1F680}' : `Row ${index}` }), 1)
  store.marks.markRead(keys.slice(0, 1))
  const view = builtInViews[1]
  if (view === undefined) throw new TypeError('there are no views')
  const now = Date.now()
  store.views.put({ ...view, keys, total: 90, askedAt: now, sweptAt: now, refreshedAt: now - 120_000, openedAt: now })
}

interface Home {
  readonly env?: Record<string, string>
  readonly size?: readonly [columns: number, rows: number]
  readonly sites?: readonly Partial<Site>[]
}

const engine = { listen: () => () => undefined, openView: async () => undefined } as unknown as Engine

const givenHome = ({ env = {}, size: [columns, rows] = [80, 24], sites: more = [{}] }: Home = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'mmd-first-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const sites = more.map((one, at) =>
    testSite(at === 0 ? 'work' : `other${at}`, { badge: 'green', version: '10.3.1', ...one }),
  )
  const [site = testSite('work')] = sites
  const written: string[] = []
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
  const stdout = { isTTY: true, columns, rows, write: (chunk: string) => written.push(chunk) > 0 }
  const environment = readEnvironment(
    {
      env: { MMD_HOME: home, TERM: 'xterm-256color', ...env },
      platform: 'linux',
      stdin,
      stdout,
      stderr: stdout,
    } as never,
    { root: new URL('file:///program/'), version: '1.0.0' },
  )
  const config = environment.folders.config
  mkdirSync(config, { recursive: true })
  const save = (saved: readonly unknown[]): void =>
    writeFileSync(join(config, 'sites.json'), JSON.stringify({ version: 1, default: 'work', sites: saved }), {
      mode: 0o600,
    })
  save(sites)
  const members = sites.map((one) => {
    const store = openStore(siteCopy(environment.folders, one, environment.token()))
    onTestFinished(() => store.close())
    fill(store)
    const replica = openReplica({
      store,
      engine,
      me: { id: 'mia', name: 'Mia', active: true },
      deployment: 'datacenter',
    })
    return { site: one, store, replica }
  })
  const [{ store } = { store: undefined }] = members
  if (store === undefined) throw new TypeError('there are no sites')
  const draw = async (options = {}, startedIn?: string): Promise<string | undefined> => {
    const here = startedIn === undefined ? environment : { ...environment, startedIn }
    const early = await drawFirstRows(here, options).catch(() => undefined)
    early?.letGo()
    return early === undefined ? undefined : written.join('')
  }
  /** What the whole program draws of it. */
  const whole = (): readonly string[] => {
    for (const { replica } of members) replica.poll()
    const sessions = members.map(({ site: own, replica }) => ({ site: own, replica, requests: () => 0 }) as never)
    const session: SiteSession = sessions.length === 1 ? (sessions[0] as never) : combineSessions(sessions)
    const { view, views } = firstViews(session.site, session.replica, undefined)
    const state = { ...initialState({ columns, rows }), views, activeView: view?.id ?? '' }
    const theme = createTheme({ level: environment.terminal.colourLevel })
    const parts = { now: Date.now(), state, theme, session }
    const layout = triageLayout(state)
    const panes = [
      layout.list === null
        ? []
        : listPane(parts, layout.list, { site: siteColumn(session, layout.list.width - 2), notice: [] }),
      layout.views === null ? [] : viewsPane(parts, layout.views),
    ]
    return [header(parts, severalInHeader(session, columns, state.activeView)), ...panes.flat()]
  }
  return { draw, whole, save, store, members, site, environment }
}

const change = (key: (typeof keys)[number]) => ({
  title: 'assign',
  performedAt: 1,
  operations: [{ operation: { kind: 'assign', key, assignee: { id: 'zoe', name: 'Zoe', active: true } } as const }],
})

test.each(sizes)('the first rows of %i columns and %i rows are those of the whole program', async (columns, rows) => {
  const { draw, whole } = givenHome({ size: [columns, rows] })
  const drawn = await draw()
  for (const line of whole()) expect(drawn).toContain(line)
  expect(drawn).toContain('PAY-1 ')
  expect(drawn?.split('\r\n')).toHaveLength(rows - 2)
})

test('without colours there are none', async () => {
  expect(await givenHome({ env: { NO_COLOR: '1' } }).draw()).not.toMatch(/\u001B\[[0-9;]*[34]8;/)
})

test('the site and the view that are asked for are shown', async () => {
  const { draw } = givenHome()
  expect(await draw({ site: 'work', view: 'mine' })).toContain('Mine')
  expect(await draw({ view: 'open' })).toBeUndefined()
  expect(await draw({ site: 'elsewhere' })).toBeUndefined()
  expect(await draw({ site: 'work,other' })).toBeUndefined()
})

test.each<[string, string, (home: ReturnType<typeof givenHome>) => void]>([
  ['waits behind the rows on screen', '⇅ 1', ({ store }) => void store.outbox.add(change(testKey(55)))],
  ['waits to be sent', 'Zoe', ({ store }) => void store.outbox.add(change(testKey(2)))],
  [
    'was refused',
    '1 not taken',
    ({ store }) => {
      const [added] = store.outbox.add(change(testKey(2))).operations
      if (added !== undefined) store.outbox.update(added.id, { state: 'failed' })
    },
  ],
  ['is hidden', 'PAY-2', ({ store }) => store.marks.putSnooze(testKey(3), { until: null, untilChanged: false })],
])('what %s is there at once, as the whole program has it', async (_, sign, happen) => {
  const home = givenHome({ size: [200, 50] })
  const before = home.whole()
  happen(home)
  const drawn = await home.draw()
  for (const line of home.whole()) expect(drawn).toContain(line)
  expect(home.whole()).not.toEqual(before)
  expect(drawn).toContain(sign)
})

test.each(sizes)('rows of several sites are there at once, in %i columns and %i rows', async (columns, rows) => {
  const home = givenHome({ size: [columns, rows], sites: [{}, { badge: 'red' }, {}] })
  const [, second] = home.members
  second?.store.outbox.add(change(testKey(2)))
  const drawn = await home.draw({ site: 'work,other1,other2' })
  for (const line of home.whole()) expect(drawn).toContain(line)
  expect(drawn?.split('\r\n')).toHaveLength(rows - 2)
})

test('views of the folder are there at once, and one over several sites opens these', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mmd-team-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(
    join(folder, '.mmd.yaml'),
    ['views:', '  - {title: Both, jql: a = 1 ORDER BY key, sites: [work, other1, gone]}', ''].join('\n'),
  )
  const home = givenHome({ size: [200, 50], sites: [{}, { badge: 'red' }] })
  expect(await home.draw({}, folder)).toContain('Both')
  const view = { id: 'folder:both', title: 'Both', jql: 'a = 1 ORDER BY key' }
  const times = { askedAt: 1, sweptAt: 1, refreshedAt: 1, openedAt: 1 }
  for (const { store } of home.members) store.views.put({ ...view, keys, total: 60, ...times })
  const drawn = bare((await home.draw({ view: 'both' }, folder)) ?? '')
  expect(drawn).toContain('work + other1')
  expect(drawn).toContain('120 issues')
  // It is no list of one of them, also when it was the last.
  for (const { store } of home.members)
    store.views.put({ ...view, keys, total: 60, ...times, openedAt: Date.now() * 2 })
  expect(await home.draw({}, folder)).not.toContain('▸ Both')
})

test('rows that somebody has put in order and in groups here are there at once as well', async () => {
  const home = givenHome()
  const sort = { field: 'key', descending: true, by: 'here' } as const
  await keepBook(home.environment.folders, { ...emptyBook, looks: { mine: { sort, group: 'status' } } })
  const drawn = bare((await home.draw()) ?? '')
  expect(drawn).toMatch(/ ▾ \S/)
  expect(drawn.indexOf('PAY-60')).toBeLessThan(drawn.indexOf('PAY-59'))
})

test('one of several sites without a copy leaves the rows to the whole program', async () => {
  const home = givenHome()
  home.save([home.site, testSite('other')])
  expect(await home.draw({ site: 'work,other' })).toBeUndefined()
})

test('a token for this run has a copy of its own', async () => {
  const home = givenHome({ env: { MMD_TOKEN: 'secret' } })
  const drawn = await home.draw()
  for (const line of home.whole()) expect(drawn).toContain(line)
})

test.each<[string, (home: ReturnType<typeof givenHome>) => void]>([
  ['the list of sites holds something else', ({ save }) => save([{ version: 2 }])],
  ['the site has a name that a terminal would act on', ({ save, site }) => save([{ ...site, version: '\u001B[2J' }])],
  ['nobody has signed in', ({ save, site: { user: _, ...site } }) => save([site])],
  ['the copy is of somebody else', ({ save, site }) => save([{ ...site, user: { id: 'ann', name: 'Ann' } }])],
  ['the list is empty', ({ store }) => store.views.remove('mine')],
])('nothing is drawn when %s', async (_, spoil) => {
  const home = givenHome()
  spoil(home)
  expect(await home.draw()).toBeUndefined()
})

test('nothing is drawn for a screen reader: its plain lines would stand between what is left of the panes', async () => {
  expect(await givenHome({ env: { INK_SCREEN_READER: 'true' } }).draw()).toBeUndefined()
})

test('nothing is drawn where no terminal is', async () => {
  const { environment } = givenHome()
  const isTerminal = { ...environment.isTerminal, stdin: false }
  expect(await drawFirstRows({ ...environment, isTerminal }, {})).toBeUndefined()
})
