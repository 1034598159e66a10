import { InvalidArgumentError } from 'commander'
import { parseDuration, toDuration } from '../../durations.ts'

/** For a flag. */
export const toSeconds = (text: string): number => {
  const total = parseDuration(text)
  if (total === undefined) throw new InvalidArgumentError('It must be a time such as 1h30m or 45m.')
  return total
}

/** What becomes of the remaining estimate, from a flag: as Jira does it, as it is, or anew. */
export const toRemaining = (text: string): 'auto' | 'leave' | { readonly set: string } => {
  if (text === 'auto' || text === 'leave') return text
  const total = parseDuration(text)
  if (total === undefined) throw new InvalidArgumentError('It must be auto, leave, or a time such as 2h.')
  return { set: toDuration(total) }
}

/** An ISO 8601 time from a flag; without a zone it is this machine's. */
export const toStarted = (text: string): string => {
  if (
    !/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text) ||
    Number.isNaN(Date.parse(text))
  )
    throw new InvalidArgumentError('It must be a time such as 2026-11-26T09:30.')
  // A day alone would be midnight in Greenwich.
  return new Date(text.length === 10 ? `${text}T00:00` : text).toISOString()
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** When a snooze ends, in epoch milliseconds, from a flag: `2h`, `3d`, `1w`, or a date or time. */
export const toWakeTime = (text: string, now: () => number = Date.now): number => {
  const [, count = '', unit = ''] = /^(\d{1,4})([mhdw])$/.exec(text.trim().toLowerCase()) ?? []
  const at = count === '' ? Date.parse(toStarted(text.trim())) : now() + Number(count) * (units[unit] ?? 0)
  if (at <= now()) throw new InvalidArgumentError('It must be in the future.')
  return at
}
