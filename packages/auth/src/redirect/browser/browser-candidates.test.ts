import { expect, test } from 'vitest'
import { type BrowserPlaces, browserCandidates } from './browser-candidates.ts'

const linux: BrowserPlaces = { platform: 'linux', env: { PATH: '/usr/local/bin:/usr/bin' } }
const programs = (places: BrowserPlaces) => browserCandidates(places).map(({ program }) => program)

test('on Linux the search path is looked through, name by name', () => {
  expect(programs(linux).slice(0, 6)).toEqual([
    '/usr/local/bin/google-chrome-stable',
    '/usr/bin/google-chrome-stable',
    '/usr/local/bin/google-chrome',
    '/usr/bin/google-chrome',
    '/usr/local/bin/chromium',
    '/usr/bin/chromium',
  ])
  expect(programs(linux)).toContain('/usr/bin/microsoft-edge-stable')
  expect(programs(linux)).toContain('/usr/bin/brave-browser')
})

test('relative folders of the search path are passed over', () => {
  expect(programs({ platform: 'linux', env: { PATH: '.::bin:/opt/bin' } })[0]).toBe('/opt/bin/google-chrome-stable')
  expect(programs({ platform: 'linux', env: {} })).toEqual([])
})

test('on macOS the bundles of all people come before those of one', () => {
  expect(browserCandidates({ platform: 'darwin', env: { HOME: '/Users/mira' } }).slice(0, 3)).toEqual([
    { name: 'Google Chrome', program: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' },
    { name: 'Google Chrome', program: '/Users/mira/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' },
    { name: 'Microsoft Edge', program: '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge' },
  ])
})

test('on Windows the program folders are looked through, whatever letters their variables have', () => {
  const env = {
    PROGRAMFILES: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    LOCALAPPDATA: 'C:\\Users\\mira\\AppData\\Local',
  }
  const found = browserCandidates({ platform: 'win32', env })
  expect(found).toHaveLength(9)
  expect(found[0]).toEqual({
    name: 'Google Chrome',
    program: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  })
  expect(found).toContainEqual({
    name: 'Microsoft Edge',
    program: 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  })
})

test('the program that the person named comes first', () => {
  expect(browserCandidates({ ...linux, preferred: '/opt/edge/microsoft-edge' })[0]).toEqual({
    name: 'Microsoft Edge',
    program: '/opt/edge/microsoft-edge',
  })
})

test('a bare name is looked for on the search path', () => {
  expect(programs({ ...linux, preferred: 'brave-browser' }).slice(0, 2)).toEqual([
    '/usr/local/bin/brave-browser',
    '/usr/bin/brave-browser',
  ])
  const windows = { platform: 'win32', env: { Path: 'C:\\bin' }, preferred: 'msedge' }
  expect(programs(windows)).toEqual(['C:\\bin\\msedge.exe'])
  expect(programs({ ...windows, preferred: 'C:\\x\\Chrome.EXE' })).toEqual(['C:\\x\\Chrome.EXE'])
})

test.each([
  'firefox',
  '/usr/bin/firefox',
  'none',
  '',
  './chromium',
  'bin/chromium',
  'chromium --incognito',
  'constructor',
])('the preferred program %j is not one that can be watched', (preferred) => {
  expect(programs({ ...linux, preferred })).toEqual(programs(linux))
})
