import type { WatchableBrowser } from '@mmd/auth'
import type { Environment } from '../config/environment.ts'

/**
 * Shows a URL in the person's browser: the program of `MMD_BROWSER`, else what the system opens URLs with. False when
 * none could be started, when `MMD_BROWSER` is `none`, or when windows cannot open here. The URL is never logged.
 */
export const openBrowser = async (environment: Environment, url: string): Promise<boolean> => {
  const { browser, graphical } = environment
  if (browser === 'none') return false
  if (browser !== undefined) return startProgram(browser, url)
  return graphical && openWithSystem(url)
}

/** Opens a file with the program that the system has for its kind. False when none could be started, or `MMD_BROWSER` is `none`. */
export const openFile = async ({ browser, graphical }: Environment, path: string): Promise<boolean> =>
  browser !== 'none' && graphical && openWithSystem(path)

const openWithSystem = async (what: string): Promise<boolean> => {
  try {
    const { default: open } = await import('open')
    const child = await open(what)
    child.on('error', () => undefined)
    return true
  } catch {
    return false
  }
}

/** A browser that can be watched while the person signs in; undefined when none is installed. */
export const findWatchableBrowser = async (environment: Environment): Promise<WatchableBrowser | undefined> => {
  const { browser, programs } = environment
  if (browser === 'none') return undefined
  const { findBrowser } = await import('@mmd/auth')
  return findBrowser({ ...programs, ...(browser === undefined ? {} : { preferred: browser }) })
}

/** Starts `command` (a program, arguments may follow, quotes hold words together) with the URL as last argument. */
const startProgram = async (command: string, url: string): Promise<boolean> => {
  // Every command loads this module, and next to none starts a program.
  const { spawn } = await import('node:child_process')
  const [program = command, ...args] = splitWords(command)
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}

const splitWords = (command: string): readonly string[] =>
  (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
