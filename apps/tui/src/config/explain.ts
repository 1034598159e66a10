import type * as z from 'zod/mini'
import { nearest } from './nearest.ts'
import { showPath, showValue } from './problem.ts'

/** A mistake in words, before it has a place. */
export interface Explained {
  /** What is to be left out of the file. */
  readonly path: readonly PropertyKey[]
  /** The name itself is wrong, not what stands there. */
  readonly isName: boolean
  readonly what: string
  readonly todo: string
}

const wanted: Readonly<Record<string, string>> = {
  boolean: 'Write true or false',
  string: 'Write words; in quotes when they have a sign of YAML in them',
  number: 'Write a number',
  int: 'Write a whole number',
  array: 'Write a list: [one, two], or a line with - for each',
  object: 'Write names with values below it, two spaces further in',
  record: 'Write names with values below it, two spaces further in',
}

const listed = (values: readonly unknown[]): string => {
  const words = values.map(String)
  const shown = words.slice(0, 16).join(', ')
  return words.length > 16 ? `${shown}, …` : shown
}

const meant = (typed: unknown, names: readonly string[]): string => {
  const near = typeof typed === 'string' ? nearest(typed, names) : undefined
  return near === undefined ? '' : `Did you mean ${near}? `
}

interface Shaped {
  readonly shape?: Readonly<Record<string, unknown>>
  readonly innerType?: unknown
  readonly element?: unknown
  readonly keyType?: unknown
  readonly entries?: Readonly<Record<string, unknown>>
}

const defOf = (schema: unknown): Shaped | undefined =>
  typeof schema === 'object' && schema !== null && '_zod' in schema
    ? (schema as { readonly _zod: { readonly def: Shaped } })._zod.def
    : undefined

/** Names that may stand in the object at this path of the schema. */
const namesAt = (schema: unknown, path: readonly PropertyKey[]): readonly string[] => {
  let def = defOf(schema)
  for (const part of path) {
    while (def?.innerType !== undefined) def = defOf(def.innerType)
    def = defOf(typeof part === 'number' ? def?.element : def?.shape?.[String(part)])
  }
  while (def?.innerType !== undefined) def = defOf(def.innerType)
  const names = def?.shape ?? defOf(def?.keyType)?.entries ?? {}
  return Object.keys(names).filter((name) => name !== '$schema')
}

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Readonly<Record<PropertyKey, unknown>>)[part] : undefined,
    root,
  )

interface Bounded {
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
}

const range = ({ minimum, maximum }: Bounded): string =>
  minimum === undefined ? `at most ${maximum ?? ''}` : `at least ${minimum}`

/** What zod has found, as sentences for a person who knows YAML a little and zod not at all. */
export const explain = (issue: z.core.$ZodIssue, root: unknown, schema: z.core.$ZodType): readonly Explained[] => {
  const { path } = issue
  const name = path.length === 0 ? 'The file' : showPath(path)
  const value = valueAt(root, path)
  const one = (what: string, todo: string): readonly Explained[] => [{ path, isName: false, what, todo }]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = namesAt(schema, path)
      const where = path.length === 0 ? '' : ` in ${showPath(path)}`
      return issue.keys.map((key) => ({
        path: [...path, key],
        isName: true,
        what: `There is no setting ${key}${where}`,
        todo: `${meant(key, known)}There are: ${listed(known)}`,
      }))
    }
    case 'invalid_key':
      return [
        {
          path,
          isName: true,
          what: `There is no ${showPath(path)}`,
          todo: keyAdvice(path.at(-1), issue.issues),
        },
      ]
    case 'invalid_value':
      return one(
        `${name} is ${showValue(value)}`,
        `${meant(value, issue.values.map(String))}Write one of: ${listed(issue.values)}`,
      )
    case 'too_small':
    case 'too_big':
      return typeof value === 'number'
        ? one(`${name} is ${showValue(value)}`, `Write a number of ${range(issue)}`)
        : one(`${name} is ${showValue(value)}`, `It needs a length of ${range(issue)}`)
    case 'invalid_type':
      return value === undefined
        ? one(`${name} is missing`, `Add it: ${String(path.at(-1))}: …`)
        : one(`${name} is ${showValue(value)}`, wanted[issue.expected] ?? 'Write something else')
    default:
      return one(`${name} is ${showValue(value)}`, advice[String(path[0])] ?? 'Write something else')
  }
}

const keyAdvice = (key: unknown, issues: readonly z.core.$ZodIssue[]): string => {
  const names = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(String) : []))
  return names.length === 0 ? 'Leave it out' : `${meant(key, names)}There are: ${listed(names)}`
}

/** Settings that may be of several kinds. */
const advice: Readonly<Record<string, string>> = {
  theme: 'Write auto, dark, light, contrast, none, 16, 256 or truecolour, or one of each kind',
  keys: 'Write a key in quotes, a list of them, or false for none',
}
