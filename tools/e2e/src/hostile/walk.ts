import type { Screen } from '@mmd/tools-screen-driver'
import { crookedLines } from './aligned.ts'
import { type KeyRow, keyTable } from './key-table.ts'

/** What was found on the way through all screens. */
export interface Walk {
  /** Every mark that was on the screen. */
  readonly marks: ReadonlySet<string>
  /** Where a frame did not end at the right edge: the action, the size and the line. */
  readonly crooked: readonly string[]
  readonly pressed: ReadonlySet<string>
}

export const large = { cols: 120, rows: 36 } as const
const small = { cols: 60, rows: 18 } as const
const mark = /HX\d+h/g

/** The way from the list, or from the open issue, to where the keys of a row of the table are live. */
const ways: Readonly<Record<string, readonly string[]>> = {
  list: [],
  'triage screen': [],
  everywhere: [],
  views: ['h'],
  'open issue': [],
  comment: ['g', 'c'],
  'work logged': ['g', 'w'],
  'link, sub-task or parent': ['g', 'l'],
  attachment: ['g', 'a'],
  'folded section': ['g', 'v'],
  board: ['B', 'enter'],
  inbox: ['i'],
  'inbox, while the original is chosen': ['i', 'd'],
  'list of sites': ['S'],
}

const onIssue = /^(?:comment|work logged|link|attachment|folded|open issue)/

/** What is done in what an action opens, before it is left; each inner list is followed by a look. */
const further: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'issue.assign': [['enter']],
  'issue.status': [['enter']],
  'issue.priority': [['down', 'enter']],
  'issue.labels': [['a', 'enter']],
  'issue.comment': [['x', 'y', 'ctrl-s']],
  'issue.duplicate': [['P', 'A', 'Y']],
  'issue.snooze': [['down']],
  'issue.edit': [
    ['down', 'down', 'down', 'enter'],
    ['down'],
    ['esc', 'down', 'enter'],
    ['esc', 'pagedown'],
    ['pagedown'],
  ],
  'issue.new': [['enter'], ['enter'], ['down', 'enter'], ['a']],
  'issue.new-subtask': [['enter'], ['down', 'enter']],
  'issue.link': [['enter'], ['P', 'A', 'Y'], ['enter']],
  'issue.log-work': [['1', 'h', 'enter']],
  'list.filter': [['P', 'A'], ['enter']],
  'view.jql': [['ctrl-u'], ['p', 'r', 'i'], ['tab'], ['=', 'H'], ['enter']],
  'list.columns': [['down', 'down'], ['a']],
  'list.group': [['down', 'enter']],
  'list.sort': [['down', 'enter']],
  'view.save': [['v', 'enter']],
  'app.palette': [['a', 's'], ['s']],
  'app.help': [['pagedown'], ['pagedown']],
  'app.settings': [['down', 'down', 'enter']],
  'app.outbox': [['down'], ['enter']],
  'app.messages': [['down']],
  'site.edit': [['down', 'down']],
  'section.history': [['space'], ['J']],
  'section.development': [['space'], ['J']],
  'section.worklog': [['J']],
  'section.links': [['J'], ['J'], ['J']],
  'section.sla': [['space']],
  'comment.reply': [['x', 'ctrl-s']],
  'comment.edit': [['x', 'ctrl-s']],
  'file.view': [['j']],
  'macro.record': [['M'], ['n', 'enter']],
  'inbox.decline': [['down', 'enter'], ['enter']],
  'inbox.assign': [['enter']],
  'inbox.status': [['enter']],
  'inbox.comment': [['x', 'ctrl-s']],
  'list.mark-all': [['p'], ['down', 'enter'], ['enter']],
}

/** Actions that are not pressed, and why. */
export const notWalked: Readonly<Record<string, string>> = {
  'app.quit': 'ends the program; the walk ends so',
}

const bytesOf: Readonly<Record<string, string>> = { 'ctrl-up': '\x1b[1;5A', 'ctrl-down': '\x1b[1;5B' }

const strike = async (screen: Screen, keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    const bytes = bytesOf[key]
    if (bytes === undefined) await screen.press(key)
    else {
      screen.send(bytes)
      await screen.waitIdle()
    }
  }
}

/** Nothing lies over the list, and the list has the focus: the last but one line says what can be done. */
const isHome = (screen: Screen): boolean => /^ Enter open/m.test(screen.text()) && screen.text().includes('╭─ Views')

const goHome = async (screen: Screen): Promise<void> => {
  for (let tries = 0; tries < 16; tries += 1) {
    if (isHome(screen) && !/─ .* \/ /.test(screen.line(1))) return
    // A board is left by the first view, whose digit waits whether another one follows; a question is answered.
    if (tries % 6 === 3) {
      await screen.press('1')
      await screen.waitUntil('a list', isHome, { timeoutMs: 1500 }).catch(() => undefined)
    } else await strike(screen, [tries % 6 === 5 ? 'enter' : 'esc'])
  }
  throw new Error(`There is no way back to the list:\n${screen.text()}`)
}

/** A program on a crowded machine may rest before it has drawn the new size. */
const resize = async (screen: Screen, { cols, rows }: { readonly cols: number; readonly rows: number }) => {
  await screen.resize(cols, rows)
  await screen
    .waitUntil('a straight screen', (shown) => crookedLines(shown).length === 0, { timeoutMs: 2000 })
    .catch(() => undefined)
}

/** Presses the key of every action where it is live, and looks at the screen each time in two sizes. */
export const walkEverywhere = async (
  screen: Screen,
  key: string,
  log: (line: string) => void = () => undefined,
): Promise<Walk> => {
  const marks = new Set<string>()
  const crooked: string[] = []
  const pressed = new Set<string>()

  const see = (where: string): void => {
    for (const found of screen.text().match(mark) ?? []) marks.add(found)
    crooked.push(...crookedLines(screen).map((line) => `${where} ${screen.cols}×${screen.rows} ${line}`))
    log(`=== ${where} ${screen.cols}×${screen.rows}\n${screen.text()}`)
  }

  const look = async (where: string): Promise<void> => {
    see(where)
    await resize(screen, small)
    see(where)
    await resize(screen, large)
  }

  const begin = async (row: KeyRow): Promise<void> => {
    await goHome(screen)
    if (onIssue.test(row.where)) {
      await strike(screen, [':'])
      await screen.type(key)
      await strike(screen, ['enter'])
      await screen.waitForText(`─ ${key} ─`)
    }
    for (const step of ways[row.where] ?? []) await strike(screen, [step])
    await screen.waitIdle()
  }

  for (const row of keyTable()) {
    if (row.action in notWalked) continue
    if (!(row.where in ways)) throw new Error(`Nobody knows the way to ${row.where}, where ${row.action} is`)
    await begin(row)
    if (row.keys.length > 0) await strike(screen, row.keys)
    else {
      await strike(screen, [':'])
      await screen.type(row.title.replace(/[…:].*$/, ''))
      await strike(screen, ['enter'])
    }
    pressed.add(row.action)
    await look(row.action)
    for (const keys of further[row.action] ?? []) {
      await strike(screen, keys)
      await look(`${row.action} ${keys.join(' ')}`)
    }
  }
  await goHome(screen)
  return { marks, crooked, pressed }
}
