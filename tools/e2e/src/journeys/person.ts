import type { JournalEntry } from '@mmd/jira-sandbox'
import type { Screen } from '@mmd/tools-screen-driver'
import { hasSent } from '../has-sent.ts'
import type { CommandResult, Home, OpenOptions } from '../program.ts'
import { actionIn, type KeyTable, readKeys } from './action-keys.ts'
import { takePicture } from './picture.ts'
import { type ListRow, listRows } from './rows.ts'
import type { Site } from './site.ts'

/** Somebody at the keyboard of the built program, signed in to a site as Mira. */
export interface Person {
  readonly site: Site
  readonly home: Home
  /** The screen they look at now. */
  readonly screen: Screen
  /** Does an action by its name: presses its first key after the count, or takes it from the palette when it has none. */
  does(action: string, count?: number): Promise<void>
  /** Presses keys of a dialog: `enter`, `esc`, arrows, a digit. */
  presses(...keys: readonly string[]): Promise<void>
  /** Types text into a dialog. */
  types(text: string): Promise<void>
  /** Waits until this is on the screen. */
  sees(wanted: string | RegExp): Promise<string>
  /** Waits until this is not on the screen. */
  seesNo(unwanted: string | RegExp): Promise<void>
  /** The row under the cursor, once there is one. */
  row(): Promise<ListRow>
  /** Waits until this holds of what is on the screen; `what` names it when it does not come. */
  waitsFor(what: string, holds: () => boolean): Promise<void>
  /** Does something again and again until this is on the screen; each time a line with a sign of the cursor (▸ or ▌) must have changed. */
  goesOn(step: () => Promise<void>, wanted: RegExp): Promise<void>
  /** Waits until the cursor is on the row of this issue. */
  isOn(key: string): Promise<void>
  rows(): readonly ListRow[]
  /** Waits until nothing is on its way to the site. What was done before must have been seen: else there may be nothing yet. */
  hasSent(): Promise<void>
  /** Runs a command of the program beside the screen. */
  run(...args: readonly string[]): Promise<CommandResult>
  /** What the site holds of an issue, as `issue view --json` tells it. */
  issue(key: string): Promise<Record<string, unknown>>
  /** What was asked of the site that changes something, as `PUT /…/issue/PAY-1`. */
  changes(): readonly string[]
  /** Reads the keys anew after the configuration was changed. */
  learnsKeys(): Promise<void>
  /** Ends the program, by a signal if one is told, opens it again, and waits until it is ready. */
  startsAgain(how?: { readonly signal?: NodeJS.Signals; readonly args?: readonly string[] }): Promise<void>
  /** A picture under this name, if pictures are wanted. */
  picture(name: string): Promise<void>
}

export interface PersonOptions {
  readonly title: string
  readonly site: Site
  readonly home: Home
  readonly args: readonly string[]
  readonly open: OpenOptions
  /** On the screen when the program is ready. */
  readonly ready: string | RegExp
}

/** Names of keys that the driver calls otherwise than the configuration file does. */
const driverName: Readonly<Record<string, string>> = { del: 'delete' }

const isChange = ({ method, path }: JournalEntry): boolean =>
  method !== 'GET' && !/\/(search(\/jql)?|jql\/[a-z]+|bulkfetch|approximate-count|pdcleaner)$/.test(path)

/** Opens the program in front of a person. */
export const sitDown = async ({ title, site, home, args, open, ready }: PersonOptions): Promise<Person> => {
  let keys: KeyTable = site.keys
  let screen = await home.open(args, open)

  const fromPalette = async (action: string): Promise<void> => {
    await does('app.palette')
    await screen.type(actionIn(keys, action).title)
    await screen.press('enter')
  }
  const does = async (action: string, count?: number): Promise<void> => {
    const [first] = actionIn(keys, action).keys
    if (first === undefined) return fromPalette(action)
    const digits = count === undefined ? [] : String(count).split('')
    await screen.press(...digits, ...first.split(' ').map((chord) => driverName[chord] ?? chord))
  }
  const current = (): ListRow | undefined => listRows(screen).find((row) => row.current)

  return {
    site,
    home,
    get screen() {
      return screen
    },
    does,
    presses: (...pressed) => screen.press(...pressed),
    types: (text) => screen.type(text),
    sees: (wanted) => screen.waitForText(wanted),
    seesNo: async (unwanted) => void (await screen.waitForNoText(unwanted)),
    row: async () => {
      await screen.waitUntil('a row under the cursor', () => current() !== undefined)
      return current() ?? { key: '', text: '', current: true }
    },
    waitsFor: (what, holds) => screen.waitUntil(what, holds),
    goesOn: async (step, wanted) => {
      const marked = (): string => String(screen.text().match(/[▸▌].*/gu))
      while (!wanted.test(screen.text())) {
        const before = marked()
        await step()
        await screen.waitUntil('another line under the cursor', () => marked() !== before)
      }
    },
    isOn: (key) => screen.waitUntil(`the cursor on ${key}`, () => current()?.key === key),
    rows: () => listRows(screen),
    hasSent: () => hasSent(home, screen),
    run: (...words) => home.run(words),
    issue: async (key) => {
      const { stdout, stderr } = await home.run(['issue', 'view', key, '--json'])
      if (stdout === '') throw new Error(stderr)
      return JSON.parse(stdout)
    },
    changes: () => site.sandbox.journal.entries.filter(isChange).map(({ method, path }) => `${method} ${path}`),
    learnsKeys: async () => {
      keys = await readKeys(home)
    },
    startsAgain: async ({ signal, args: others = args } = {}) => {
      if (signal !== undefined) screen.kill(signal)
      await screen.close()
      screen = await home.open(others, open)
      await screen.waitForText(ready)
    },
    picture: (name) => takePicture(screen, [title, name, site.deployment, `${screen.cols}x${screen.rows}`]),
  }
}
