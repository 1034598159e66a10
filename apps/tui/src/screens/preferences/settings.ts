import { type Config, defaultConfig, depthNames, imageWays, noticeWays, paletteNames } from '../../config/config.ts'
import { writeChords } from '../../input/parse-chords.ts'
import { acceptText, inboxSettings, reasonTexts } from './inbox-settings.ts'

/** One line of the dialog. */
export interface Preference {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly help: string
  /** The value in words. */
  readonly shown: (config: Config) => string
  /** Its values in turn: what the configuration would be, and what would stand in the file for it; undefined: nothing. */
  readonly turn?: (config: Config, by: 1 | -1) => Turned
}

export interface Turned {
  readonly config: Config
  readonly path: readonly string[]
  readonly value: unknown
}

const next = <T>(values: readonly T[], value: T, by: 1 | -1): T =>
  values[(values.indexOf(value) + by + values.length) % values.length] ?? value

const paletteWords: Readonly<Record<Config['theme']['palette'], string>> = {
  auto: 'as the terminal is',
  dark: 'dark',
  light: 'light',
  contrast: 'high contrast',
}

const depthWords: Readonly<Record<Config['theme']['depth'], string>> = {
  auto: 'as the terminal can',
  none: 'none',
  '16': '16',
  '256': '256',
  truecolour: 'all (true colour)',
}

const wayWords: Readonly<Record<Config['notices']['by'], string>> = {
  auto: 'as the terminal can',
  osc9: 'OSC 9 (iTerm2, kitty, Windows Terminal)',
  osc777: 'OSC 777 (urxvt, foot, Ghostty)',
  bell: 'bell',
  none: 'never',
}

const imageWords: Readonly<Record<Config['images'], string>> = {
  auto: 'as the terminal can',
  kitty: 'kitty',
  iterm: 'iTerm2, WezTerm',
  sixel: 'sixels',
  blocks: 'half blocks',
  off: 'never',
}

const onOff = (on: boolean): string => (on ? 'on' : 'off')

const themeText = ({ palette, depth }: Config['theme']): string | undefined => {
  const words = [palette, depth].filter((word) => word !== 'auto')
  return words.length === 0 ? undefined : words.join(' ')
}

const themed = (config: Config, theme: Config['theme']): Turned => ({
  config: { ...config, theme },
  path: ['theme'],
  value: themeText(theme),
})

/** A setting that is on or off, at the top of the file. */
const flag = (name: 'mouse' | 'screenReader', label: string, help: string, group: string): Preference => ({
  id: name,
  group,
  label,
  help,
  shown: (config) => onOff(config[name]),
  turn: (config) => ({ config: { ...config, [name]: !config[name] }, path: [name], value: !config[name] }),
})

interface Numbers {
  readonly now: (config: Config) => number
  readonly put: (config: Config, value: number) => Config
  /** From the least to the greatest. */
  readonly values: readonly number[]
}

/** One of some numbers, in the order in which they are gone through. A number of one's own in the file is left for the nearest. */
const number = (
  path: readonly [part: string, name: string],
  { now, put, values }: Numbers,
  words: Pick<Preference, 'group' | 'label' | 'help' | 'shown'>,
): Preference => ({
  ...words,
  id: path.join('.'),
  turn: (config, by) => {
    const from = now(config)
    const nearest = by === 1 ? values.find((one) => one > from) : values.findLast((one) => one < from)
    const value = nearest ?? (by === 1 ? values[0] : values.at(-1)) ?? from
    return { config: put(config, value), path, value }
  },
})

const limit = (name: keyof Config['limits'], values: readonly number[]): Numbers => ({
  now: ({ limits }) => limits[name],
  put: (config, value) => ({ ...config, limits: { ...config.limits, [name]: value } }),
  values,
})

const pane = (name: keyof Config['layout'], values: readonly number[]): Numbers => ({
  now: ({ layout }) => layout[name],
  put: (config, value) => ({ ...config, layout: { ...config.layout, [name]: value } }),
  values,
})

const evenly = (least: number, most: number, step: number): readonly number[] =>
  Array.from({ length: (most - least) / step + 1 }, (_, at) => least + at * step)

const previewWords = (more: number): string =>
  more === 0 ? 'as there is room' : more > 0 ? `${more} more` : `${-more} less`

const notice = (name: 'mentions' | 'assignments', label: string, help: string): Preference => ({
  id: `notices.${name}`,
  group: 'Notices',
  label,
  help,
  shown: ({ notices }) => (notices.by === 'none' ? 'off: no notices' : onOff(notices[name])),
  turn: (config) => ({
    config: { ...config, notices: { ...config.notices, [name]: !config.notices[name] } },
    path: ['notices', name],
    value: !config.notices[name],
  }),
})

/** The settings of the dialog from top to bottom. Those without `turn` open something. */
export const preferences: readonly Preference[] = [
  {
    id: 'theme',
    group: 'Look',
    label: 'Theme',
    help: 'Dark or light as the background of the terminal, or as you say.',
    shown: ({ theme }) => paletteWords[theme.palette],
    turn: (config, by) => themed(config, { ...config.theme, palette: next(paletteNames, config.theme.palette, by) }),
  },
  {
    id: 'colours',
    group: 'Look',
    label: 'Colours',
    help: 'How many colours are used. A colour of your own for each part: colours in the file.',
    shown: ({ theme, colours }) => {
      const own = Object.keys(colours).length
      return `${depthWords[theme.depth]}${own === 0 ? '' : ` · ${own} of your own`}`
    },
    turn: (config, by) => themed(config, { ...config.theme, depth: next(depthNames, config.theme.depth, by) }),
  },
  {
    id: 'images',
    group: 'Look',
    label: 'Pictures',
    help: 'How attached pictures are drawn in an open issue.',
    shown: ({ images }) => imageWords[images],
    turn: (config, by) => {
      const images = next(imageWays, config.images, by)
      return { config: { ...config, images }, path: ['images'], value: images }
    },
  },
  number(['limits', 'image'], limit('image', [1, 2, 5, 10, 20, 50]), {
    group: 'Look',
    label: 'Largest picture',
    help: 'Larger ones are not fetched to be shown.',
    shown: ({ limits }) => `${limits.image} MB`,
  }),
  {
    id: 'columns',
    group: 'List',
    label: 'Columns',
    help: 'Fields by name or id, with commas between them; empty: those that have room.',
    shown: ({ columns }) => (columns.length === 0 ? 'those that have room' : columns.join(', ')),
  },
  flag('mouse', 'Mouse', 'Clicks and the wheel. With Shift the terminal selects text as ever.', 'List'),
  number(['limits', 'bulk'], limit('bulk', [2, 5, 10, 20, 50, 100]), {
    group: 'List',
    label: 'Asks before',
    help: 'From so many marked issues on you see a plan and are asked before anything is changed.',
    shown: ({ limits }) => `${limits.bulk} issues are changed`,
  }),
  number(['layout', 'views'], pane('views', evenly(16, 42, 2)), {
    group: 'Panes',
    label: 'Views',
    help: 'Columns of the pane of views. What you resize by hand (< and >) is kept as well.',
    shown: ({ layout }) => `${layout.views} columns`,
  }),
  number(['layout', 'preview'], pane('preview', evenly(-40, 40, 2)), {
    group: 'Panes',
    label: 'Issue',
    help: 'Columns or rows that the issue beside or below the list has more than by itself, or less.',
    shown: ({ layout }) => previewWords(layout.preview),
  }),
  ...inboxSettings,
  {
    id: 'notices.by',
    group: 'Notices',
    label: 'How you are told',
    help: 'While you look at another window.',
    shown: ({ notices }) => wayWords[notices.by],
    turn: (config, by) => {
      const way = next(noticeWays, config.notices.by, by)
      return { config: { ...config, notices: { ...config.notices, by: way } }, path: ['notices', 'by'], value: way }
    },
  },
  notice('mentions', 'Mentions', 'When somebody mentions you in a comment.'),
  notice('assignments', 'Assignments', 'When an issue is assigned to you.'),
  flag('screenReader', 'Screen reader', 'Plain lines in reading order, without frames.', 'Reading aloud'),
  {
    id: 'keys',
    group: 'Keys and file',
    label: 'Keys…',
    help: 'Every action with its keys; give it others.',
    shown: ({ keys }) => {
      const changed = Object.keys(keys).length
      return changed === 0 ? 'as they come' : `${changed} changed`
    },
  },
  {
    id: 'file',
    group: 'Keys and file',
    label: 'Edit the file…',
    help: 'Views, macros and all the rest are in the file.',
    shown: () => 'opens your editor',
  },
]

const asInFile = (config: Config, [first = '', ...rest]: readonly string[]): unknown => {
  const { theme, columns, keys } = config
  if (first === 'theme') return themeText(theme)
  if (first === 'columns') return columns.length === 0 ? undefined : columns
  if (first === 'keys') return keysText(keys[rest.join('.')])
  if (first === 'inbox' && rest[0] === 'accept') return acceptText(config)
  if (first === 'inbox' && rest[0] === 'reasons') return reasonTexts(config)
  return rest.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    Reflect.get(config, first),
  )
}

/** As people write keys: one, several, `false` for none; undefined where they are as they come. */
export const keysText = (keys: Config['keys'][string] | undefined): unknown => {
  const [first, ...more] = keys?.map(writeChords) ?? [undefined]
  if (keys !== undefined && keys.length === 0) return false
  return more.length === 0 ? first : [first, ...more]
}

/** What is to stand in the file at this place for it to be as it is in `config`; undefined: nothing, it is so by itself. */
export const valueAt = (config: Config, path: readonly string[]): unknown => {
  const value = asInFile(config, path)
  return JSON.stringify(value) === JSON.stringify(asInFile(defaultConfig, path)) ? undefined : value
}
