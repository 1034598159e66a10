import { access, constants, stat } from 'node:fs/promises'
import type { WatchableBrowser } from '../../ports.ts'
import { type BrowserPlaces, browserCandidates } from './browser-candidates.ts'

export type { BrowserPlaces } from './browser-candidates.ts'

const isProgram = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** The first installed Chrome, Edge or Chromium; `undefined` when there is none. */
export const findBrowser = async (places: BrowserPlaces): Promise<WatchableBrowser | undefined> => {
  for (const browser of browserCandidates(places)) if (await isProgram(browser.program)) return browser
  return undefined
}
