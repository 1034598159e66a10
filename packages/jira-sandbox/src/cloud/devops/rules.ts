import { isObject } from '../../rest/input.ts'

/** What one member of an entity must be; gives what is wrong with it, in Jira's way of naming it. */
export type Rule = (value: unknown, name: string) => readonly string[]

const fine: readonly string[] = []

/** A text of 1 to `most` characters. */
export const text =
  (most: number): Rule =>
  (value, name) => {
    if (typeof value !== 'string' || value === '') return [`'${name}' must be a text`]
    return value.length > most ? [`'${name}' must not be longer than ${most} characters`] : fine
  }

/** An absolute address of the web. */
export const address: Rule = (value, name) => {
  const problems = text(2000)(value, name)
  if (problems.length > 0) return problems
  return /^https?:\/\//u.test(String(value)) && URL.canParse(String(value)) ? fine : [`'${name}' must be a URL`]
}

/** A whole number that is not negative. */
export const whole: Rule = (value, name) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? fine : [`'${name}' must be a whole number`]

export const yesOrNo: Rule = (value, name) => (typeof value === 'boolean' ? fine : [`'${name}' must be true or false`])

const timeShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/u

/** ISO 8601 with an offset. */
export const time: Rule = (value, name) =>
  typeof value === 'string' && timeShape.test(value) ? fine : [`'${name}' must be a date and time (ISO 8601)`]

export const oneOf =
  (...words: readonly string[]): Rule =>
  (value, name) =>
    typeof value === 'string' && words.includes(value) ? fine : [`'${name}' must be one of ${words.join(', ')}`]

/** A list with a number of entries, each by a rule. */
export const list =
  (rule: Rule, least: number, most: number): Rule =>
  (value, name) => {
    if (!Array.isArray(value)) return [`'${name}' must be a list`]
    if (value.length < least || value.length > most) return [`'${name}' must have ${least} to ${most} entries`]
    return value.flatMap((item, index) => rule(item, `${name}[${index}]`))
  }

/** An object of known members; those that end in `*` are required. */
export const object = (members: Readonly<Record<string, Rule>>): Rule => {
  const rules = new Map(
    Object.entries(members).map(([name, rule]) => [name.replace('*', ''), { rule, isRequired: name.endsWith('*') }]),
  )
  return (value, path) => {
    if (!isObject(value)) return [`'${path}' must be an object`]
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
    const unknown = Object.keys(value).filter((name) => !rules.has(name))
    return [
      ...unknown.map((name) => `'${at(name)}' is not known`),
      ...[...rules].flatMap(([name, { rule, isRequired }]) => {
        const member = value[name]
        if (member === undefined || member === null) return isRequired ? [`'${at(name)}' is required`] : fine
        return rule(member, at(name))
      }),
    ]
  }
}

const keyShape = /^[A-Z][A-Z0-9_]+-[1-9]\d*$/u

const issueKeys = list((value, name) => (typeof value === 'string' ? fine : [`'${name}' must be a text`]), 1, 100)

const association = object({
  'associationType*': oneOf('issueKeys', 'issueIdOrKeys', 'serviceIdOrKeys', 'commit', 'repository'),
  'values*': list(() => fine, 1, 500),
})

/** What every entity may say of the issues that it belongs to. */
export const belonging: Readonly<Record<string, Rule>> = { issueKeys, associations: list(association, 1, 3) }

/** Ids and keys of issues that an entity names, as given. */
export const namedIssues = (entity: Readonly<Record<string, unknown>>): readonly string[] => {
  const { issueKeys: keys, associations } = entity
  const lists = (Array.isArray(associations) ? associations : []).flatMap((item: unknown) => {
    const known = isObject(item) && (item.associationType === 'issueKeys' || item.associationType === 'issueIdOrKeys')
    return known && Array.isArray(item.values) ? item.values : []
  })
  return [...(Array.isArray(keys) ? keys : []), ...lists].filter((key): key is string => typeof key === 'string')
}

/** `PAY-12`: what could be a key at all. */
export const looksLikeKey = (key: string): boolean => keyShape.test(key)
