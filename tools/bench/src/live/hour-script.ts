/** A part of what people do: keys as a terminal sends them, from the list and back to it. */
export interface Scene {
  readonly name: string
  readonly keys: readonly string[]
}

const [enter, esc, tab, backspace, down, pageDown] = ['\r', '\x1b', '\t', '\x7f', '\x1b[B', '\x1b[6~']

const scene = (name: string, ...keys: readonly string[]): Scene => ({ name, keys })

/** Stands for a while in which no key is pressed: what comes next needs something from the site. */
export const wait = ''

/** The letters of a text, one key each. */
const typed = (text: string): readonly string[] => text.split('')

const times = (count: number, ...keys: readonly string[]): readonly string[] =>
  Array.from({ length: count }, () => keys).flat()

/** What a person does in some minutes, over all screens. Nothing of it ends the program. */
export const scenes: readonly Scene[] = [
  scene('goes down the list', 'g', ...times(20, 'j'), ...times(6, pageDown), ...times(5, 'k')),
  scene('goes to the end and back', 'G', ...times(3, 'k'), 'g'),
  scene('reads an issue', enter, ...times(3, 'J'), '}', '\x04', '\x15', ' ', ' ', enter, esc, esc),
  scene('reads the next ones', ...times(4, 'j', enter, pageDown, esc)),
  scene('filters', '/', ...typed('change'), ...times(3, backspace), enter, ...times(5, 'j'), esc),
  scene('looks at all commands', ':', ...typed('sta'), down, down, esc),
  scene('looks at the keys', '?', pageDown, pageDown, esc),
  scene('marks rows', 'x', 'j', 'x', 'V', 'j', 'j', 'V', esc, esc),
  scene('orders otherwise and as before', 'o', wait, down, enter, 'j', 'o', wait, ...typed('as the view'), enter),
  scene('groups', '=', wait, down, enter, wait, ...typed('-jj-')),
  scene('ungroups', '=', wait, ...typed('no groups'), enter),
  scene('looks at the columns', '|', wait, down, esc),
  scene('begins a comment', 'c', ...typed('I have seen this before'), esc),
  scene('begins an issue', 'n', wait, enter, wait, enter, wait, ...typed('Fire'), down, esc, esc),
  scene('begins to edit', 'e', wait, down, ...typed('x'), esc, esc),
  scene('looks for a person', 'a', wait, ...typed('no'), down, esc),
  scene('looks at the statuses', 's', wait, down, esc),
  scene('looks at the labels', 'l', wait, ...typed('on'), esc),
  scene('assigns and takes it back', 'A', 'u'),
  scene('watches and takes it back', 'W', 'u'),
  scene('writes a query', 'J', ...typed(' AND prio'), down, esc, esc),
  scene('looks at other views', ']', 'j', 'j', ']', 'j', '[', '['),
  scene('moves the panes', '>', '>', '<', '<', tab, tab, tab),
  scene('goes through the inbox', 'i', 'j', 'j', 'n', 'y', 'u', '\x04', esc),
  scene('looks at what waits', 'O', down, esc),
  scene('looks at what was said', '@', esc),
  scene('looks at the settings', ',', down, down, esc),
  scene('looks at the sites', 'S', down, esc),
]
