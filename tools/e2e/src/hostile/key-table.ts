import { readFileSync } from 'node:fs'

/** An action as the page of keys tells of it. */
export interface KeyRow {
  readonly action: string
  /** As the screen driver names them: `ctrl-s`, `g d` as two; empty for what only the palette has. */
  readonly keys: readonly string[]
  readonly title: string
  readonly where: string
}

const arrows: Readonly<Record<string, string>> = { '↑': 'up', '↓': 'down', '←': 'left', '→': 'right' }

const driverName = (key: string): string => {
  const named = key.replace(/[↑↓←→]$/u, (arrow) => arrows[arrow] ?? arrow)
  return named.length === 1 ? named : named.toLowerCase().replace('pgdn', 'pagedown').replace('pgup', 'pageup')
}

const keysOf = (cell: string): readonly string[] => {
  const first = /^`([^`]+)`/.exec(cell)?.[1]?.replace('\\|', '|')
  return first === undefined ? [] : first.split(' ').map(driverName)
}

/** Every action: the page is made from the table of actions, and a test holds the two together. */
export const keyTable = (): readonly KeyRow[] => {
  const page = readFileSync(new URL('../../../../docs/keys.md', import.meta.url), 'utf8')
  return [...page.matchAll(/^\| (.+?) \| ([^|]+) \| ([^|]+) \| `([a-z0-9.-]+)` \|$/gm)].map(
    ([, keys = '', title = '', where = '', action = '']) => ({ action, keys: keysOf(keys), title, where }),
  )
}
