import { markup, obeyed, odd } from './kinds.ts'

/** Fills what a site says with hostile text, and takes it out again of what is sent back. */
export interface Disguise {
  /** An answer whose every string is hostile; what must stay well-formed for the site to be usable stays. */
  readonly answer: (json: unknown) => unknown
  /** What the client sends, without what was put into it. */
  readonly request: (text: string) => string
  /** The value with its mark: `label` says where it stands, and has one mark for all its values. */
  readonly text: (value: string, label: string) => string
  /** Label by mark, such as `HX12`. */
  readonly marks: ReadonlyMap<string, string>
}

/** Around what stands behind the value, so that it can be taken off again. */
const fence = '¦'
const added = new RegExp(`HX\\d+h ?|${fence}[^${fence}…]*(?:${fence}|…|$)`, 'gu')

/** Ids, kinds and switches: a site that lies about these is broken, not hostile. */
const kept = new Set(
  ['id', 'key', 'self', 'type', 'expand', 'accountId', 'accountType', 'custom', 'customId', 'system', 'items', 'jql']
    .concat(['mimeType', 'mediaType', 'operations', 'nextPageToken', 'cloudId', 'deploymentType', 'fieldId', 'cfid'])
    .concat(['projectKey', 'projectTypeKey', 'from', 'to', 'state', 'localId', 'clauseNames', 'types', 'operators'])
    .concat(['applicationType', 'dataType', 'version', 'rendererType', 'versionNumbers', 'taskId', 'toField', 'level'])
    .concat(['entityId', 'issueId', 'authorKey', 'ownerId', 'collection', 'token', 'groupId', 'boardType']),
)
const date = /^\d{4}-\d\d-\d\d(?:$|[T ])/
const url = /^https?:\/\//

/** Where texts with markup stand. */
const long = /(?:^|\.)(?:body|description|comment|environment)$/

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Ids in the names of keys say nothing about where a value stands. */
const labelOf = (path: readonly string[]): string =>
  path
    .slice(-2)
    .join('.')
    .replaceAll(/\d{3,}/g, 'N')

/** What may stand in the place of a fragment or query of an address that is followed. */
const address = (value: string, at: number, name: string): string => {
  if (/avatar|\d+x\d+|icon/i.test(name)) return `${value}#${obeyed[at % obeyed.length]}`
  return value
}

export const createDisguise = (): Disguise => {
  const marks = new Map<string, string>()
  const byLabel = new Map<string, string>()
  let count = 0

  const markOf = (label: string): string => {
    const known = byLabel.get(label)
    if (known !== undefined) return known
    const mark = `HX${byLabel.size + 1}h`
    byLabel.set(label, mark)
    marks.set(mark, label)
    return mark
  }

  const text = (value: string, label: string): string => {
    count += 1
    const before = [0, 1, 2, 3, 4].map((step) => obeyed[(count * 5 + step) % obeyed.length]).join('')
    const inside = obeyed[(count * 7) % obeyed.length]
    const behind = `${fence}${odd[count % odd.length]}${fence}`
    const more = long.test(label) ? `\n\n${[...markup, ...obeyed].join('\n')}\n\nend ${markOf(label)}` : ''
    return `${before}${markOf(label)}${inside} ${value}${behind}${more}`
  }

  const one = (value: string, path: readonly string[], holder: unknown): string => {
    const name = path.at(-1) ?? ''
    const isLogin = name === 'name' && isRecord(holder) && ('displayName' in holder || 'emailAddress' in holder)
    if (kept.has(name) || isLogin || value === '') return value
    if (url.test(value)) return address(value, count, name)
    if (date.test(value)) {
      count += 1
      return count % 13 === 5 && !/^(?:updated|serverTime)$/.test(name) ? text('someday', labelOf(path)) : value
    }
    return text(value, labelOf(path))
  }

  const within = (value: unknown, path: readonly string[], holder: unknown): unknown => {
    if (typeof value === 'string') return one(value, path, holder)
    if (Array.isArray(value)) return value.map((item) => within(item, path, holder))
    if (!isRecord(value)) return value
    if (path.at(-1) === 'schema') return value
    const entries = Object.entries(value).map(([name, item]) => [name, within(item, [...path, name], value)] as const)
    // Names that would reach into the program's own objects, and a name that a terminal would obey.
    const strange = /^(?:errors|names|fields|properties)$/.test(path.at(-1) ?? '')
      ? ([
          ['__proto__', text('proto', 'proto')],
          ['constructor', text('constructor', 'constructor')],
          [`${obeyed[1]}k\x07`, text('strange', 'strange')],
        ] as const)
      : []
    return Object.fromEntries([...entries, ...strange])
  }

  return { marks, text, answer: (json) => within(json, [], undefined), request: (sent) => sent.replaceAll(added, '') }
}
