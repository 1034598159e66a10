import { untrusted } from '@mmd/jira-api/model'
import type { Chord } from '../input/chord.ts'
import { parseChords } from '../input/parse-chords.ts'
import { colourNames, lookOf } from '../theme/own-colour.ts'
import { parseTheme } from '../theme/theme-words.ts'
import { type Config, type ConfigView, defaultConfig } from './config.ts'
import type { Explained } from './explain.ts'
import { nearest } from './nearest.ts'
import { showValue } from './problem.ts'
import type { ConfigShape } from './schema.ts'
import { toInbox } from './to-inbox.ts'

type Tell = (problem: Explained) => void

const line = (text: string): string => untrusted(text, 'line').trim()

const own = <T>(name: string, value: T | undefined): Readonly<Record<string, T>> =>
  value === undefined ? {} : { [name]: value }

/** Texts of a value whose shape is looked at later, without control characters. */
const cleaned = (value: unknown): unknown => {
  if (typeof value === 'string') return untrusted(value, 'text')
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [line(name), cleaned(part)]))
}

const idOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')

const toViews = (views: NonNullable<ConfigShape['views']>, tell: Tell): readonly ConfigView[] => {
  const taken = new Set<string>()
  return views.flatMap((view, at) => {
    const title = line(view.title)
    const id = view.id === undefined ? idOf(title) : line(view.id)
    if (id === '' || taken.has(id)) {
      const what = id === '' ? 'This view has a title without letters' : `Two views have the id ${id}`
      const part = view.id === undefined ? 'title' : 'id'
      tell({ path: ['views', at, part], isName: false, what, todo: 'Give it an id of its own' })
      return []
    }
    taken.add(id)
    return [
      {
        id,
        title,
        jql: line(view.jql),
        ...(view.sites === undefined ? {} : { sites: view.sites.map(line) }),
        ...(view.columns === undefined ? {} : { columns: view.columns.map(line) }),
        ...own('group', view.group && line(view.group)),
        ...own('sort', view.sort && line(view.sort)),
      },
    ]
  })
}

const toKeys = (given: NonNullable<ConfigShape['keys']>, ids: ReadonlySet<string>, tell: Tell): Config['keys'] => {
  const keys: Record<string, readonly (readonly Chord[])[]> = {}
  for (const [id, value] of Object.entries(given)) {
    const path = ['keys', id]
    if (!ids.has(id)) {
      const near = nearest(id, ids)
      const todo = `${near === undefined ? '' : `Did you mean ${near}? `}The page about keys lists the actions`
      tell({ path, isName: true, what: `There is no action ${line(id)}`, todo })
      continue
    }
    const texts = value === false || value === null ? [] : typeof value === 'string' ? [value] : value
    const read = texts.map(parseChords)
    for (const [at, one] of read.entries()) {
      if (one.ok) continue
      const where = Array.isArray(value) ? [...path, at] : path
      tell({ path: where, isName: false, what: `${id}: ${line(one.what)}`, todo: one.todo })
    }
    const sequences = read.flatMap((one) => (one.ok ? [one.sequence] : []))
    // Where all that was given is wrong, the action's own keys stay.
    if (sequences.length > 0 || texts.length === 0) keys[id] = sequences
  }
  return keys
}

const toColours = (given: NonNullable<ConfigShape['colours']>, tell: Tell): Config['colours'] =>
  Object.fromEntries(
    Object.entries(given).filter(([role, colour]) => {
      if (colour !== undefined && lookOf(colour) !== undefined) return true
      const near = nearest(colour ?? '', colourNames)
      const todo = `${near === undefined ? '' : `Did you mean ${near}? `}Write "#rrggbb" in quotes, or one of: ${colourNames.slice(0, 8).join(', ')}, bright-red and so on`
      tell({
        path: ['colours', role],
        isName: false,
        what: `${role} is ${showValue(colour)}, which is no colour`,
        todo,
      })
      return false
    }),
  )

const toTheme = (given: ConfigShape['theme'], tell: Tell): Config['theme'] => {
  if (given === undefined) return defaultConfig.theme
  const theme = parseTheme(String(given))
  if (theme !== undefined) return theme
  tell({
    path: ['theme'],
    isName: false,
    what: `theme is ${showValue(given)}`,
    todo: themeAdvice(String(given)),
  })
  return defaultConfig.theme
}

const themeAdvice = (given: string): string => {
  const words = ['auto', 'dark', 'light', 'contrast', 'none', '16', '256', 'truecolour']
  const near = nearest(given, words)
  return `${near === undefined ? '' : `Did you mean ${near}? `}Write ${words.join(', ')}, or one of each kind as in light 16`
}

/** The choices that a file of the right shape gives; tells what in it means nothing, which is then as in `defaultConfig`. */
export const toConfig = (shape: ConfigShape, ids: ReadonlySet<string>, tell: Tell): Config => {
  const some = <T extends object>(standard: T, given: object | undefined): T => ({
    ...standard,
    ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)),
  })
  return {
    theme: toTheme(shape.theme, tell),
    colours: toColours(shape.colours ?? {}, tell),
    keys: toKeys(shape.keys ?? {}, ids, tell),
    columns: (shape.columns ?? []).map(line),
    views: toViews(shape.views ?? [], tell),
    macros: Object.fromEntries(Object.entries(shape.macros ?? {}).map(([name, macro]) => [line(name), cleaned(macro)])),
    notices: some(defaultConfig.notices, shape.notices),
    images: shape.images ?? defaultConfig.images,
    mouse: shape.mouse ?? defaultConfig.mouse,
    screenReader: shape.screenReader ?? defaultConfig.screenReader,
    layout: some(defaultConfig.layout, shape.layout),
    inbox: toInbox(shape.inbox ?? {}, tell),
    limits: some(defaultConfig.limits, shape.limits),
  }
}
