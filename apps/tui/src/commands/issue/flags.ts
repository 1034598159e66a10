import { type Command, InvalidArgumentError } from 'commander'

/** Which issues a write is for, as flags say it. */
export interface TargetFlags {
  readonly jql?: string
  readonly yes?: boolean
}

/** Gives a command its issues: keys, or a query whose plan is shown first. */
export const severalIssues = (command: Command): Command =>
  command
    .argument('[keys...]', 'such as PAY-12, or work:PAY-12 at another saved site')
    .option('--jql <jql>', 'the issues that match, instead of keys')
    .option('--yes', 'do it; without, --jql only prints the plan')

/** What the flags of `issue create` and `issue edit` set; a text is as it was typed, an empty one clears. */
export interface SetFlags {
  readonly summary?: string
  readonly description?: string
  readonly type?: string
  readonly priority?: string
  readonly assignee?: string
  readonly label?: readonly string[]
  readonly component?: readonly string[]
  readonly fixVersion?: readonly string[]
  readonly due?: string
  readonly parent?: string
  /** `NAME=VALUE` each. */
  readonly field?: readonly string[]
  /** Texts are as the site keeps them, not Markdown. */
  readonly raw?: boolean
}

/** The flags that set fields, the same for new issues and for those that are there. */
export const setFlags = (command: Command): Command =>
  command
    .option('--summary <text>', 'the title')
    .option('--description <text>', 'in Markdown; - reads standard input')
    .option('--priority <name>', 'such as High')
    .option('--assignee <name>', 'a login or name, me, none or default')
    .option('--label <label>', 'instead of those there are; may be repeated', collectLabels)
    .option('--component <name>', 'instead of those there are; may be repeated', collect)
    .option('--fix-version <name>', 'instead of those there are; may be repeated', collect)
    .option('--due <date>', 'such as 2026-12-24', toDate)
    .option('--parent <key>', 'the issue or epic that it is part of')
    .option('--field <name=value>', 'any other field; may be repeated', collect)
    .option('--raw', 'texts are as the site keeps them, not Markdown')

/** A flag that may be repeated. */
export const collect = (text: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  text,
]

/**
 * Labels, one each time. Jira takes a comma in a label, but who types one here means two: it has to be written `\,`. Throws for
 * one that is not.
 */
export const collectLabels = (text: string, before: readonly string[] | undefined): readonly string[] => {
  if (/(?<!\\),/.test(text)) {
    throw new InvalidArgumentError('It is one label a flag: repeat the flag, or write \\, for a comma in a label.')
  }
  return collect(text.replaceAll('\\,', ','), before)
}

/** A number above 0, or all of them. */
export const toLimit = (text: string): number | 'all' => {
  if (text === 'all') return 'all'
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a number above 0, or all.')
  return Number(text)
}

/** Names, separated by commas. */
export const toNames = (text: string): readonly string[] => {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) throw new InvalidArgumentError('It must name at least one.')
  return names
}

/** A date as Jira has it; empty clears. */
export const toDate = (text: string): string => {
  if (text === '' || isDate(text)) return text
  throw new InvalidArgumentError('It must be a date such as 2026-12-24.')
}

/** True for a day of the calendar, `yyyy-MM-dd`. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
