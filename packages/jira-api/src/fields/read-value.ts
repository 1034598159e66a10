import type { TextFormat } from '@mmd/rich-text'
import { toIssueKey } from '../model/issue-key.ts'
import {
  isJson,
  type Json,
  readAll,
  toDate,
  toDocumentText,
  toJson,
  toLine,
  toText,
  toTimestamp,
  toWord,
} from '../model/primitives.ts'
import { readKey } from '../model/read-issue.ts'
import { readNamed } from '../model/read-named.ts'
import { readUser } from '../model/read-user.ts'
import { capLine, untrusted } from '../untrusted.ts'
import { type FieldKind, type FieldSchema, kindOf } from './field-schema.ts'
import { EMPTY, type FieldValue, type OptionValue } from './field-value.ts'
import { readDevelopment } from './read-development.ts'
import { readSla } from './read-sla.ts'
import { readSprint } from './read-sprint.ts'

const option = (value: unknown): OptionValue | null => {
  if (typeof value === 'string' || typeof value === 'number') return { id: '', label: toLine(value) ?? '' }
  if (!isJson(value)) return null
  const label = toWord(value['value']) ?? toWord(value['label']) ?? toWord(value['name']) ?? toWord(value['id'])
  return label === null ? null : { id: toWord(value['id']) ?? '', label }
}

const seconds = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null

const keyOf = (value: unknown): FieldValue | null => {
  const key = typeof value === 'string' ? toIssueKey(value) : readKey(value)
  if (key === undefined) return null
  return { kind: 'issue', key, summary: toWord(toJson(toJson(value)['fields'])['summary']) }
}

const team = (value: unknown): FieldValue | null => {
  if (typeof value === 'string' || typeof value === 'number') {
    const id = toWord(value)
    return id === null ? null : { kind: 'team', team: { id, name: id } }
  }
  const named = readNamed(value) ?? readNamed({ ...toJson(value), name: toJson(value)['title'] })
  return named === null ? null : { kind: 'team', team: named }
}

/** A request type comes with the request's status; it is named, and written, by its id alone. */
const requestType = (value: unknown): FieldValue | null => {
  const named =
    typeof value === 'string' ? readNamed({ id: value, name: value }) : readNamed(toJson(value)['requestType'])
  return named === null ? null : { kind: 'named', value: named }
}

type Reader = (value: unknown, format: TextFormat) => FieldValue | null

const listOf = <T>(value: unknown, read: (item: unknown) => T | null): readonly T[] | null => {
  if (!Array.isArray(value)) return null
  const items = readAll(value, read)
  // Half of a list is no value that could be written back.
  return items.length === value.length ? items : null
}

const readers: Readonly<Record<FieldKind, Reader>> = {
  text: (value) => {
    const text = typeof value === 'number' ? toLine(value) : toText(value)
    return text === null ? null : { kind: 'text', text }
  },
  'rich-text': (value, format) =>
    typeof value === 'string'
      ? { kind: 'rich-text', text: { format: format === 'adf' ? 'plain' : format, source: value } }
      : null,
  number: (value) => (typeof value === 'number' ? { kind: 'number', number: value } : null),
  date: (value) => {
    const date = toDate(value)
    return date === null ? null : { kind: 'date', date }
  },
  time: (value) => {
    const time = toTimestamp(value)
    return time === null ? null : { kind: 'time', time }
  },
  user: (value) => {
    const user = readUser(value)
    return user === null ? null : { kind: 'user', user }
  },
  users: (value) => {
    const users = listOf(value, readUser)
    return users === null ? null : { kind: 'users', users }
  },
  named: (value) => {
    const named = readNamed(value)
    return named === null ? null : { kind: 'named', value: named }
  },
  'named-list': (value) => {
    const values = listOf(value, readNamed)
    return values === null ? null : { kind: 'named-list', values }
  },
  option: (value) => {
    const one = option(value)
    return one === null ? null : { kind: 'option', option: one }
  },
  options: (value) => {
    const options = listOf(value, option)
    return options === null ? null : { kind: 'options', options }
  },
  cascading: (value) => {
    const parent = isJson(value) ? option(value) : null
    return parent === null ? null : { kind: 'cascading', parent, child: option(toJson(value)['child']) }
  },
  words: (value) => {
    const words = listOf(value, toWord)
    return words === null ? null : { kind: 'words', words }
  },
  sprints: (value) => {
    const sprints = listOf(Array.isArray(value) ? value : [value], readSprint)
    return sprints === null ? null : { kind: 'sprints', sprints }
  },
  issue: keyOf,
  team,
  estimates: (value) =>
    isJson(value)
      ? {
          kind: 'estimates',
          estimates: {
            original: seconds(value['originalEstimateSeconds']),
            remaining: seconds(value['remainingEstimateSeconds']),
            spent: seconds(value['timeSpentSeconds']),
          },
        }
      : null,
  'request-type': requestType,
  sla: (value) => {
    const sla = readSla(value)
    return sla === null ? null : { kind: 'sla', sla }
  },
  development: (value) => {
    const development = readDevelopment(value)
    return development === null ? null : { kind: 'development', development }
  },
  unknown: () => null,
}

const isDocument = (value: Json): boolean => value['type'] === 'doc' && Array.isArray(value['content'])

/** Where a licence is missing the site sends why there is no value. */
const withheld = (value: Json): FieldValue | null => {
  const reason = value['nonEditableReason']
  if (!isJson(reason)) return null
  return {
    kind: 'withheld',
    reason: toWord(reason['message']) ?? toWord(reason['reason']) ?? 'The site gives no value',
  }
}

const javaReference = /^(?:[a-z_][\w$]*\.){2,}([A-Z][\w$]*)@[0-9a-f]{1,16}$/

const mostShown = 5

const labelOf = (value: unknown): string => {
  if (typeof value === 'string') {
    // The name of a Java class says at least what there is.
    return javaReference.exec(value.slice(0, 300))?.[1] ?? capLine(untrusted(value, 'line'))
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) {
    const shown = value.slice(0, mostShown).map((item) => (Array.isArray(item) ? '…' : labelOf(item)))
    return capLine([...shown, ...(value.length > mostShown ? ['…'] : [])].join(', '))
  }
  if (!isJson(value)) return toLine(value) ?? ''
  for (const name of ['displayName', 'name', 'value', 'label', 'title', 'key', 'id']) {
    const word = toWord(value[name])
    if (word !== null) return word
  }
  return 'a value that only the site can show'
}

/** Without a schema that helps, the shape of a value tells. */
const byShape = (value: unknown): FieldValue => {
  if (typeof value === 'number') return { kind: 'number', number: value }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string') && value.every(isSprintText)) {
    return readers.sprints(value, 'plain') ?? { kind: 'unknown', label: labelOf(value) }
  }
  return { kind: 'unknown', label: labelOf(value) }
}

const isSprintText = (item: unknown): boolean =>
  typeof item === 'string' && /^[\w.]+\.Sprint@[0-9a-f]+\[/.test(item.slice(0, 200))

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * What a field holds, by what its schema says and else by its shape. Never throws: what does not fit is `unknown`, with
 * words to show. `format` is what the site keeps its texts in.
 */
export const readFieldValue = (value: unknown, schema: FieldSchema, format: TextFormat): FieldValue => {
  if (isEmpty(value)) return EMPTY
  if (isJson(value)) {
    if (isDocument(value)) return { kind: 'rich-text', text: toDocumentText(value) }
    const reason = withheld(value)
    if (reason !== null) return reason
  }
  return readers[kindOf(schema)](value, format) ?? byShape(value)
}
