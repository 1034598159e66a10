import { readFile, stat } from 'node:fs/promises'
import {
  type Build,
  buildStates,
  capLine,
  type Deployment,
  deploymentStates,
  environmentTypes,
  type FeatureFlag,
  untrusted,
} from '@mmd/jira-api'
import * as z from 'zod/mini'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext } from '../invocation.ts'
import { readStandardInput } from '../prompt.ts'

const word = z.string().check(z.minLength(1), z.maxLength(255))
const address = z.url({ protocol: /^https?$/ }).check(z.maxLength(2000))
const time = z.iso.datetime({ offset: true })
const whole = z.int().check(z.nonnegative())
const issues = z.array(word).check(z.minLength(1), z.maxLength(500))

/** The time, where it is left away. */
const timeOr = (now: number): z.ZodMiniDefault<typeof time> => z._default(time, new Date(now).toISOString())

const stamps = (now: number): { readonly updated: z.ZodMiniDefault<typeof time>; readonly sequence: typeof whole } => ({
  updated: timeOr(now),
  sequence: whole,
})

const flagStatus = z.strictObject({
  enabled: z.boolean(),
  defaultValue: z.optional(word),
  rollout: z.optional(
    z.strictObject({ percentage: z.optional(z.number()), text: z.optional(word), rules: z.optional(whole) }),
  ),
})

/** A build as JSON and flags give it; `now` in epoch milliseconds stands for a time that is left away. */
export const buildShape = (now: number): z.ZodMiniType<Build> =>
  z.strictObject({
    ...stamps(now),
    pipelineId: word,
    buildNumber: whole,
    name: word,
    url: address,
    state: z.enum(buildStates),
    description: z.optional(word),
    label: z.optional(word),
    tests: z.optional(z.strictObject({ total: whole, passed: whole, failed: whole, skipped: z.optional(whole) })),
    commit: z.optional(z.strictObject({ id: word, repositoryUrl: address })),
    ref: z.optional(z.strictObject({ name: word, url: address })),
    issues,
  }) as unknown as z.ZodMiniType<Build>

/** A deployment likewise. */
export const deploymentShape = (now: number): z.ZodMiniType<Deployment> =>
  z.strictObject({
    ...stamps(now),
    pipeline: z.strictObject({ id: word, name: word, url: address }),
    environment: z.strictObject({ id: word, name: word, type: z.enum(environmentTypes) }),
    number: whole,
    name: word,
    url: address,
    description: word,
    state: z.enum(deploymentStates),
    label: z.optional(word),
    duration: z.optional(whole),
    gated: z.optional(z.boolean()),
    issues,
  }) as unknown as z.ZodMiniType<Deployment>

/** A feature flag likewise. */
export const flagShape = (now: number): z.ZodMiniType<FeatureFlag> =>
  z.strictObject({
    ...stamps(now),
    id: word,
    key: word,
    name: z.optional(word),
    url: z.optional(address),
    status: flagStatus,
    environments: z._default(
      z.array(
        z.strictObject({
          name: word,
          type: z.optional(z.enum(environmentTypes.filter((type) => type !== 'unmapped'))),
          url: address,
          updated: timeOr(now),
          status: flagStatus,
        }),
      ),
      [],
    ),
    issues,
  }) as unknown as z.ZodMiniType<FeatureFlag>

/** More than this, in bytes, is no list that a build tells of. */
const mostBytes = 64 * 2 ** 20

const tooMuch = (): AppError =>
  new AppError('usage', `What --input gives is larger than ${mostBytes / 2 ** 20} MiB`, 'Give it in several runs')

/** Reads `--input`: a file, or standard input for `-`; one object or a list of them. */
export const readInput = async (context: CommandContext, path: string): Promise<readonly unknown[]> => {
  const text = await inputText(context, path)
  if (text.length > mostBytes) throw tooMuch()
  if (text.trim() === '')
    throw new AppError('usage', 'What --input gives is empty', 'Give one object in JSON, or a list of objects')
  const value = parse(text)
  if (!Array.isArray(value)) return [value]
  if (value.length > 0) return value
  throw new AppError('usage', 'The list that --input gives is empty', 'Give at least one object in it')
}

const parse = (text: string): unknown => {
  try {
    // PowerShell writes the mark at the beginning.
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch (error) {
    throw new AppError(
      'usage',
      `What --input gives is not JSON${placeOf(error)}`,
      'Mend it there: it must be one object, or a list of objects',
    )
  }
}

/** Where the text stops being JSON: what stands there may be a secret and is not repeated. */
const placeOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : ''
  const [, line, column] = /\(line (\d{1,10}) column (\d{1,10})\)$/u.exec(message) ?? []
  if (line !== undefined && column !== undefined) return `: line ${line}, column ${column}`
  return /end of JSON input/u.test(message) ? ': it ends too early' : ''
}

const inputText = async ({ environment, signal }: CommandContext, path: string): Promise<string> => {
  if (path === '-') return readStandardInput(environment, signal)
  let size: number
  try {
    size = (await stat(path)).size
  } catch {
    throw unreadable(path)
  }
  if (size > mostBytes) throw tooMuch()
  try {
    return await readFile(path, 'utf8')
  } catch {
    throw unreadable(path)
  }
}

const unreadable = (path: string): AppError =>
  new AppError('usage', `The file ${path} cannot be read`, 'Give a file with JSON, or - for standard input')

/** Later ones of a list are newer, where they do not say it themselves: of the same build, the site keeps the highest. */
const numbered = (item: unknown, sequence: number): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item) ? { sequence, ...item } : item

/**
 * Checks everything before anything is sent. `now` in epoch milliseconds counts those that have no sequence. Throws a usage
 * error that names the first member that is wrong.
 */
export const checkItems = <T>(
  shape: z.ZodMiniType<T>,
  items: readonly unknown[],
  { now, hint }: { readonly now: number; readonly hint: string },
): readonly T[] =>
  items.map((item, index) => {
    const checked = z.safeParse(shape, numbered(item, now + index), { reportInput: true })
    if (checked.success) return checked.data
    const [issue] = checked.error.issues
    const place = items.length === 1 ? '' : `item ${index + 1}: `
    throw new AppError(
      'usage',
      `This cannot be sent: ${place}${issue === undefined ? 'it is wrong' : words(issue)}`,
      hint,
    )
  })

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
}

/** What is wrong, in our own words: those of the library are not loaded. */
const words = (issue: z.core.$ZodIssue): string => {
  const member = issue.path.join('.') || 'it'
  if (issue.input === undefined) return `${member} is missing`
  switch (issue.code) {
    case 'invalid_type':
      return `${member} must be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `${member} must be one of ${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => capLine(untrusted(key, 'line'))).join(', ')} is not known`
    case 'too_small':
      return `${member} must not be empty`
    case 'too_big':
      return `${member} is too long`
    case 'invalid_format':
      return `${member} must be ${issue.format === 'url' ? 'an http address' : 'a date and time such as 2026-11-22T08:00:00Z'}`
    default:
      return `${member} is wrong`
  }
}
