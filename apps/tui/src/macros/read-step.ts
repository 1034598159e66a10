import type { MacroStep } from './macro.ts'

/** What is wrong with a value of a macro, to be told to the person who wrote it. */
export class MacroMistake extends Error {
  override readonly name = 'MacroMistake'
}

/** Longest text of a macro, characters. */
const longest = 32_000
/** Most values of a list or of fields. */
const most = 50

type Part = Readonly<Record<string, unknown>>

export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text, a number or a yes or no as a text. */
export const textOf = (value: unknown, what: string): string => {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  if (typeof text !== 'string') throw new MacroMistake(`${what} must be a text`)
  if (text.length > longest) throw new MacroMistake(`${what} is longer than ${longest} characters`)
  return text
}

const needed = (value: unknown, what: string): string => {
  if (value === undefined || value === null || value === '') throw new MacroMistake(`${what} is missing`)
  return textOf(value, what)
}

/** One text or a list of them. */
export const textsOf = (value: unknown, what: string): readonly string[] => {
  if (value === undefined || value === null) return []
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length > most) throw new MacroMistake(`${what} has more than ${most} values`)
  return list.map((one) => textOf(one, what))
}

/** A map of texts; a list is one text with commas, as `issue edit` takes it. */
const fieldsOf = (value: unknown, what: string): Readonly<Record<string, string>> => {
  if (value === undefined || value === null) return {}
  if (!isPart(value)) throw new MacroMistake(`${what} must be fields with their values`)
  const entries = Object.entries(value)
  if (entries.length > most) throw new MacroMistake(`${what} has more than ${most} fields`)
  return Object.fromEntries(
    entries.map(([name, one]) => [
      name,
      Array.isArray(one)
        ? textsOf(one, name)
            .map((text) => text.replaceAll(',', '\\,'))
            .join(',')
        : one === null
          ? ''
          : textOf(one, name),
    ]),
  )
}

const boolOf = (value: unknown, what: string): boolean => {
  if (typeof value === 'boolean') return value
  throw new MacroMistake(`${what} must be true or false`)
}

/** Names that an action's value may have, so that a slip of the pen is told. */
const only = (part: Part, action: string, names: readonly string[]): Part => {
  const strange = Object.keys(part).find((name) => !names.includes(name))
  if (strange !== undefined) throw new MacroMistake(`${action} has no ${strange}; it has ${names.join(', ')}`)
  return part
}

/** `assign: mira` is short for `assign: { to: mira }`. */
const partOf = (value: unknown, action: string, [main, ...more]: readonly [string, ...string[]]): Part =>
  isPart(value) ? only(value, action, [main, ...more]) : { [main]: value }

const optional = (name: string, value: unknown): Readonly<Record<string, string>> =>
  value === undefined || value === null ? {} : { [name]: textOf(value, name) }

const readTransition = (value: unknown): MacroStep => {
  const part = partOf(value, 'transition', ['to', 'fields', 'resolution', 'comment'])
  return {
    kind: 'transition',
    to: needed(part['to'], 'to of transition'),
    fields: fieldsOf(part['fields'], 'fields of transition'),
    ...optional('resolution', part['resolution']),
    ...optional('comment', part['comment']),
  }
}

const readLabel = (value: unknown): MacroStep => {
  const part = partOf(value, 'label', ['add', 'remove'])
  const [add, remove] = [textsOf(part['add'], 'add'), textsOf(part['remove'], 'remove')]
  if (add.length + remove.length === 0) throw new MacroMistake('label needs add or remove')
  return { kind: 'label', add, remove }
}

const readLink = (value: unknown): MacroStep => {
  const part = partOf(value, 'link', ['to', 'type', 'url', 'title'])
  if (part['url'] !== undefined) {
    const url = needed(part['url'], 'url of link')
    return { kind: 'web-link', url, title: textOf(part['title'] ?? url, 'title of link') }
  }
  return { kind: 'link', type: needed(part['type'], 'type of link'), to: needed(part['to'], 'to of link') }
}

const readRank = (value: unknown): MacroStep => {
  const part = isPart(value) ? only(value, 'rank', ['before', 'after']) : {}
  const side = part['before'] === undefined ? 'after' : 'before'
  return { kind: 'rank', side, of: needed(part[side], 'before or after of rank') }
}

const readers: Readonly<Record<string, (value: unknown) => MacroStep>> = {
  assign: (value) => ({ kind: 'assign', to: needed(partOf(value, 'assign', ['to'])['to'], 'to of assign') }),
  label: readLabel,
  priority: (value) => ({ kind: 'priority', to: needed(partOf(value, 'priority', ['to'])['to'], 'priority') }),
  transition: readTransition,
  comment: (value) => {
    const part = partOf(value, 'comment', ['body', 'internal'])
    return {
      kind: 'comment',
      body: needed(part['body'], 'body of comment'),
      internal: boolOf(part['internal'] ?? false, 'internal'),
    }
  },
  set: (value) => {
    const fields = fieldsOf(value, 'set')
    if (Object.keys(fields).length === 0) throw new MacroMistake('set needs a field')
    return { kind: 'set', fields }
  },
  link: readLink,
  worklog: (value) => {
    const part = partOf(value, 'worklog', ['time', 'comment'])
    return {
      kind: 'worklog',
      time: needed(part['time'], 'time of worklog'),
      comment: textOf(part['comment'] ?? '', 'comment of worklog'),
    }
  },
  watch: (value) => ({ kind: 'watch', on: boolOf(value, 'watch') }),
  vote: (value) => ({ kind: 'vote', on: boolOf(value, 'vote') }),
  snooze: (value) => ({ kind: 'snooze', until: needed(partOf(value, 'snooze', ['until'])['until'], 'snooze') }),
  sprint: (value) => ({ kind: 'sprint', to: needed(partOf(value, 'sprint', ['to'])['to'], 'to of sprint') }),
  rank: readRank,
  open: (value) => ({ kind: 'open', url: needed(partOf(value, 'open', ['url'])['url'], 'url of open') }),
}

/** One entry of `actions`: a map with one name. Throws `MacroMistake`. */
export const readStep = (raw: unknown): MacroStep => {
  if (!isPart(raw)) throw new MacroMistake('an action is written as { comment: … }')
  const [entry, ...more] = Object.entries(raw)
  if (entry === undefined || more.length > 0) throw new MacroMistake('each action has one name')
  const [name, value] = entry
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined
  if (read === undefined)
    throw new MacroMistake(`there is no action ${name}; there are ${Object.keys(readers).join(', ')}`)
  return read(value)
}
