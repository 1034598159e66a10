import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Site } from '@mmd/auth'
import { type Engine, type OpenedStore, openReplica, openStore } from '@mmd/replica'
import { expect, onTestFinished, test } from 'vitest'
import { readEnvironment } from '../config/environment.ts'
import { triageLayout } from '../screens/triage/layout.ts'
import { header, listPane, viewsPane } from '../screens/triage/list-panes.ts'
import { siteCopy } from '../session/site-copy.ts'
import { builtInViews } from '../session/views.ts'
import { initialState } from '../state/state.ts'
import { createTheme } from '../theme/theme.ts'
import { drawFirstRows } from './first-rows.ts'
import { firstViews } from './first-view.ts'
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
  readonly site?: Partial<Site>
}

const givenHome = ({ env = {}, size: [columns, rows] = [80, 24], site: more = {} }: Home = {}) => {
  const home = mkdtempSync(join(tmpdir(), 'mmd-first-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const site = testSite('work', { badge: 'green', version: '10.3.1', ...more })
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
  const save = (sites: readonly unknown[]): void =>
    writeFileSync(join(config, 'sites.json'), JSON.stringify({ version: 1, default: 'work', sites }))
  save([site])
  const store = openStore(siteCopy(environment.folders, site))
  onTestFinished(() => store.close())
  fill(store)
  const draw = (options = {}): string | undefined => {
    const early = drawFirstRows(environment, options)
    early?.letGo()
    return early === undefined ? undefined : written.join('')
  }
  return { draw, save, store, site, environment }
}

test.each(sizes)('the first rows of %i columns and %i rows are those of the whole program', (columns, rows) => {
  const { draw, store, site, environment } = givenHome({ size: [columns, rows] })
  const engine = { listen: () => () => undefined } as unknown as Engine
  const replica = openReplica({ store, engine, me: { id: 'mia', name: 'Mia', active: true }, deployment: 'datacenter' })
  const { view, views } = firstViews(site, replica, undefined)
  const state = { ...initialState({ columns, rows }), views, activeView: view?.id ?? '' }
  const theme = createTheme({ level: environment.terminal.colourLevel })
  const parts = { now: Date.now(), state, theme, session: { site, replica, requests: () => 0 } }
  const layout = triageLayout(state)
  const drawn = draw()
  expect(drawn).toContain(header(parts))
  const panes = [
    layout.list === null ? [] : listPane(parts, layout.list, { notice: [] }),
    layout.views === null ? [] : viewsPane(parts, layout.views),
  ]
  for (const line of panes.flat()) expect(drawn).toContain(line)
  expect(drawn).toContain('PAY-1 ')
  expect(drawn?.split('\r\n')).toHaveLength(rows - 2)
})

test('without colours there are none', () => {
  expect(givenHome({ env: { NO_COLOR: '1' } }).draw()).not.toMatch(/\u001B\[[0-9;]*[34]8;/)
})

test('the site and the view that are asked for are shown', () => {
  const { draw } = givenHome()
  expect(draw({ site: 'work', view: 'mine' })).toContain('Mine')
  expect(draw({ view: 'open' })).toBeUndefined()
  expect(draw({ site: 'elsewhere' })).toBeUndefined()
  expect(draw({ site: 'work,other' })).toBeUndefined()
})

test('what waits in the outbox is counted, and its row is left to the whole program', () => {
  const { draw, store } = givenHome()
  const at = (key: (typeof keys)[number]) => ({
    title: 'labels',
    performedAt: 1,
    operations: [{ operation: { kind: 'labels', key, add: ['x'], remove: [] } as const }],
  })
  store.outbox.add(at(testKey(55)))
  expect(draw()).toContain('⇅ 1')
  store.outbox.add(at(testKey(2)))
  expect(draw()).toBeUndefined()
})

test.each<[string, (home: ReturnType<typeof givenHome>) => void]>([
  ['the list of sites holds something else', ({ save }) => save([{ version: 2 }])],
  ['the site has a name that a terminal would act on', ({ save, site }) => save([{ ...site, version: '\u001B[2J' }])],
  ['nobody has signed in', ({ save, site: { user: _, ...site } }) => save([site])],
  ['the copy is of somebody else', ({ save, site }) => save([{ ...site, user: { id: 'ann', name: 'Ann' } }])],
  ['the list is empty', ({ store }) => store.views.remove('mine')],
  ['an issue is hidden', ({ store }) => store.marks.putSnooze(testKey(3), { until: null, untilChanged: false })],
])('nothing is drawn when %s', (_, spoil) => {
  const home = givenHome()
  spoil(home)
  expect(home.draw()).toBeUndefined()
})

test('nothing is drawn with a token for this run, or where no terminal is', () => {
  expect(givenHome({ env: { MMD_TOKEN: 'secret' } }).draw()).toBeUndefined()
  const { environment } = givenHome()
  const isTerminal = { ...environment.isTerminal, stdin: false }
  expect(drawFirstRows({ ...environment, isTerminal }, {})).toBeUndefined()
})
