import { isJson, toWord } from '../model/primitives.ts'

/** What Jira says a field holds. */
export interface FieldSchema {
  /** `string`, `number`, `date`, `datetime`, `user`, `option`, `option-with-child`, `array`, `any` … */
  readonly type: string
  /** For `array`: the type of its items. */
  readonly items: string | null
  /** For Jira's own fields: which one, such as `fixVersions`. */
  readonly system: string | null
  /** For custom ones: the type as its app calls it, such as `com.pyxis.greenhopper.jira:gh-sprint`. */
  readonly custom: string | null
}

/** Stands for a schema that did not come. */
export const NO_SCHEMA: FieldSchema = { type: 'any', items: null, system: null, custom: null }

/** A schema; without one, or without its type, a field is of type `any`. */
export const readFieldSchema = (value: unknown): FieldSchema => {
  if (!isJson(value)) return NO_SCHEMA
  return {
    type: toWord(value['type']) ?? 'any',
    items: toWord(value['items']),
    system: toWord(value['system']),
    custom: toWord(value['custom']),
  }
}

/** What a field means to this program, whatever app it comes from. */
export type FieldKind =
  | 'text'
  | 'rich-text'
  | 'number'
  | 'date'
  | 'time'
  | 'user'
  | 'users'
  | 'named'
  | 'named-list'
  | 'option'
  | 'options'
  | 'cascading'
  | 'words'
  | 'sprints'
  | 'issue'
  | 'team'
  | 'estimates'
  | 'request-type'
  | 'sla'
  | 'development'
  | 'unknown'

// By the part behind the colon: apps were renamed, their types were not.
const byCustomType: Readonly<Record<string, FieldKind>> = {
  textarea: 'rich-text',
  'gh-sprint': 'sprints',
  'gh-epic-link': 'issue',
  'jpo-custom-field-parent': 'issue',
  'rm-teams-custom-field-team': 'team',
  'atlassian-team': 'team',
  'sd-sla-field': 'sla',
  'vp-origin': 'request-type',
  devsummary: 'development',
  devsummarycf: 'development',
  'gh-lexo-rank': 'unknown',
  'gh-global-rank': 'unknown',
}

const bySystemField: Readonly<Record<string, FieldKind>> = {
  description: 'rich-text',
  environment: 'rich-text',
  timetracking: 'estimates',
  parent: 'issue',
}

const byType: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'time',
  user: 'user',
  option: 'option',
  'option-with-child': 'cascading',
  timetracking: 'estimates',
  issuelink: 'issue',
  team: 'team',
  priority: 'named',
  resolution: 'named',
  status: 'named',
  issuetype: 'named',
  project: 'named',
  securitylevel: 'named',
  version: 'named',
  component: 'named',
  group: 'named',
}

const byItems: Readonly<Record<string, FieldKind>> = {
  string: 'words',
  user: 'users',
  option: 'options',
  version: 'named-list',
  component: 'named-list',
  group: 'named-list',
}

const own = <T>(table: Readonly<Record<string, T>>, key: string | null): T | undefined =>
  key !== null && Object.hasOwn(table, key) ? table[key] : undefined

/** What a field of this schema holds; `unknown` for the many types of apps that only their app can read. */
export const kindOf = ({ type, items, system, custom }: FieldSchema): FieldKind =>
  own(byCustomType, custom?.slice(custom.lastIndexOf(':') + 1) ?? null) ??
  own(bySystemField, system) ??
  (type === 'array' ? own(byItems, items) : own(byType, type)) ??
  'unknown'
