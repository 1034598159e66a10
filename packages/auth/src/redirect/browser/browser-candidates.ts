import { posix, win32 } from 'node:path'
import type { WatchableBrowser } from '../../ports.ts'

export interface BrowserPlaces {
  /** As `process.platform` names it. */
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** A program that was named by the person, tried first. */
  readonly preferred?: string
}

/** Programs that speak the DevTools protocol over a pipe, as people know them, by their file's name in small letters. */
const family: Readonly<Record<string, string>> = {
  'google-chrome-stable': 'Google Chrome',
  'google-chrome-beta': 'Google Chrome',
  'google-chrome-unstable': 'Google Chrome',
  'google-chrome': 'Google Chrome',
  'google chrome': 'Google Chrome',
  chrome: 'Google Chrome',
  chromium: 'Chromium',
  'chromium-browser': 'Chromium',
  'microsoft-edge-stable': 'Microsoft Edge',
  'microsoft-edge-beta': 'Microsoft Edge',
  'microsoft-edge-dev': 'Microsoft Edge',
  'microsoft-edge': 'Microsoft Edge',
  'microsoft edge': 'Microsoft Edge',
  msedge: 'Microsoft Edge',
  'brave-browser-stable': 'Brave',
  'brave-browser': 'Brave',
  'brave browser': 'Brave',
  brave: 'Brave',
}

const onPath = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
]

const appBundles = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser']

const windowsPrograms: readonly (readonly [string, string])[] = [
  ['Google Chrome', 'Google\\Chrome\\Application\\chrome.exe'],
  ['Microsoft Edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
  ['Chromium', 'Chromium\\Application\\chrome.exe'],
]

const pathOf = ({ platform }: BrowserPlaces): typeof posix => (platform === 'win32' ? win32 : posix)

/** Windows takes the names of variables in any letters. */
const variable = ({ platform, env }: BrowserPlaces, name: string): string | undefined => {
  const wanted = platform === 'win32' ? name.toLowerCase() : name
  const found = Object.keys(env).find((key) => (platform === 'win32' ? key.toLowerCase() : key) === wanted)
  return found === undefined || env[found] === '' ? undefined : env[found]
}

/** A relative folder on the search path would start whatever lies in the current one. */
const searchPath = (places: BrowserPlaces): readonly string[] => {
  const path = pathOf(places)
  return (variable(places, 'PATH') ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))
}

const familyName = (program: string, places: BrowserPlaces): string | undefined => {
  const base = pathOf(places).basename(program).toLowerCase()
  const name = places.platform === 'win32' ? base.replace(/\.exe$/u, '') : base
  return Object.hasOwn(family, name) ? family[name] : undefined
}

const named = (program: string, places: BrowserPlaces): readonly WatchableBrowser[] => {
  const name = familyName(program, places)
  if (name === undefined) return []
  const path = pathOf(places)
  if (path.isAbsolute(program)) return [{ name, program }]
  if (path.basename(program) !== program) return []
  const file = places.platform === 'win32' && !/\.exe$/iu.test(program) ? `${program}.exe` : program
  return searchPath(places).map((folder) => ({ name, program: path.join(folder, file) }))
}

const onLinux = (places: BrowserPlaces): readonly WatchableBrowser[] => onPath.flatMap((name) => named(name, places))

const onMac = (places: BrowserPlaces): readonly WatchableBrowser[] => {
  const home = variable(places, 'HOME')
  const folders = ['/Applications', ...(home === undefined ? [] : [posix.join(home, 'Applications')])]
  return appBundles.flatMap((app) =>
    folders.map((folder) => ({
      name: family[app.toLowerCase()] ?? app,
      program: posix.join(folder, `${app}.app`, 'Contents/MacOS', app),
    })),
  )
}

const onWindows = (places: BrowserPlaces): readonly WatchableBrowser[] => {
  const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => variable(places, name) ?? [])
  return windowsPrograms.flatMap(([name, file]) =>
    folders.map((folder) => ({ name, program: win32.join(folder, file) })),
  )
}

const installed = (places: BrowserPlaces): readonly WatchableBrowser[] => {
  if (places.platform === 'win32') return onWindows(places)
  return places.platform === 'darwin' ? onMac(places) : onLinux(places)
}

/** Where a Chrome, Edge or Chromium may lie, best first; a preferred program counts only when it is one of them. */
export const browserCandidates = (places: BrowserPlaces): readonly WatchableBrowser[] => [
  ...(places.preferred === undefined ? [] : named(places.preferred, places)),
  ...installed(places),
]
