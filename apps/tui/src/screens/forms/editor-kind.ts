import { type FieldMeta, type FieldValue, kindOf } from '@mmd/jira-api/model'

/** How a field is filled in. */
export type EditorKind =
  /** Typed in its place. */
  | 'typed'
  /** Markdown in a text area. */
  | 'long'
  | 'comment'
  /** One, or several, of what the site allows. */
  | 'one'
  | 'many'
  | 'cascading'
  /** Searched on the site. */
  | 'person'
  | 'people'
  | 'group'
  | 'groups'
  | 'words'
  | 'issue'
  | 'team'
  | 'request-type'
  /** Out of a list of the site. */
  | 'sprint'
  | 'listed'
  | 'listed-many'
  | 'files'
  | 'links'
  /** JSON as the app that owns it wants it. */
  | 'raw'
  | 'none'

const bySystem: Readonly<Record<string, EditorKind>> = {
  attachment: 'files',
  issuelinks: 'links',
  comment: 'comment',
  worklog: 'none',
}

/** What is reckoned by the site or written by other means. */
const typeName = (meta: FieldMeta): string => meta.custom?.slice(meta.custom.lastIndexOf(':') + 1) ?? ''

const readOnlyTypes: ReadonlySet<string> = new Set([
  'gh-lexo-rank',
  'gh-global-rank',
  'readonlyfield',
  'vote',
  'viewing',
])

const isGroup = ({ type, items }: FieldMeta): boolean => type === 'group' || items === 'group'

/** How a field of this kind is filled in. */
export const editorOf = (meta: FieldMeta): EditorKind => {
  const system = meta.system !== null && Object.hasOwn(bySystem, meta.system) ? bySystem[meta.system] : undefined
  if (system !== undefined) return system
  if (readOnlyTypes.has(typeName(meta))) return 'none'
  const isOffered = meta.allowedValues.length > 0
  const kind = kindOf(meta)
  switch (kind) {
    case 'text':
    case 'number':
    case 'date':
    case 'time':
      return isOffered ? 'one' : 'typed'
    case 'estimates':
      return 'typed'
    case 'rich-text':
      return 'long'
    case 'user':
      return 'person'
    case 'users':
      return 'people'
    case 'named':
      return isGroup(meta) ? 'group' : isOffered ? 'one' : 'listed'
    case 'named-list':
      return isGroup(meta) ? 'groups' : isOffered ? 'many' : 'listed-many'
    case 'option':
      return isOffered ? 'one' : 'raw'
    case 'options':
      return isOffered ? 'many' : 'raw'
    case 'cascading':
      return isOffered ? 'cascading' : 'raw'
    case 'words':
      return 'words'
    case 'sprints':
      return 'sprint'
    case 'issue':
      return 'issue'
    case 'request-type':
      return 'request-type'
    case 'team':
      return isOffered ? 'one' : 'team'
    case 'sla':
    case 'development':
      return 'none'
    case 'unknown':
      return isOffered ? (meta.type === 'array' ? 'many' : 'one') : 'raw'
  }
}

const writing: ReadonlySet<string> = new Set(['set', 'add', 'edit'])

/** Why a field cannot be filled in; null: it can. */
export const lockedWhy = (meta: FieldMeta, before: FieldValue): string | null => {
  if (before.kind === 'withheld') return before.reason
  if (meta.system === 'worklog') return 'Work is logged with w'
  const kind = kindOf(meta)
  if (kind === 'sla' || kind === 'development') return 'The site reckons it by itself'
  if (editorOf(meta) === 'none') return 'The site keeps it by itself'
  if (meta.operations.length > 0 && !meta.operations.some((one) => writing.has(one)))
    return 'The site does not let it be set here'
  return null
}

const abouts: Readonly<Record<EditorKind, string>> = {
  typed: '',
  long: 'Markdown, in an area of its own',
  comment: 'A comment in Markdown, made together with it',
  one: 'One of what the site allows',
  many: 'Any number of what the site allows',
  cascading: 'One of what the site allows, and then one of what belongs to that',
  person: 'A person: the site searches as you type',
  people: 'People: the site searches as you type, Space chooses',
  group: 'A group: the site searches as you type',
  groups: 'Groups: the site searches as you type, Space chooses',
  words: 'Words without blanks; new ones are made by typing them',
  issue: 'An issue, by its key or words of its title',
  team: 'A team, by its name, or by the id that the address of its page has',
  'request-type': 'One of what can be asked for at the service desk of the project',
  sprint: 'A sprint that is not over',
  listed: 'One of a list of the site',
  'listed-many': 'Any number of a list of the site',
  files: 'Files by their paths; Tab completes them',
  links: 'Links to other issues',
  raw: 'A field of an app: JSON, as the app wants it',
  none: '',
}

const typedAbouts: Readonly<Record<string, string>> = {
  number: 'A number: 1.5',
  date: 'A date: 2026-11-22, tomorrow, fri, 24 dec, +3d',
  time: 'A time: 2026-11-22 09:30, now, fri 17:00, +2h',
  estimates: 'Original and remaining time: 4h / 1h 30m',
}

/** What a field takes, for people. */
export const aboutField = (meta: FieldMeta): string => {
  const editor = editorOf(meta)
  const name = typeName(meta)
  if (editor === 'raw' && name !== '') return `A field of an app (${name}): JSON, as the app wants it`
  if (editor !== 'typed') return abouts[editor]
  if (typeName(meta) === 'url') return 'An address: https://…'
  return typedAbouts[kindOf(meta)] ?? 'A line of text'
}

/** True for an address. */
export const isUrlField = (meta: FieldMeta): boolean => typeName(meta) === 'url'
