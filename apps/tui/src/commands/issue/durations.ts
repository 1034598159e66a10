import { InvalidArgumentError } from 'commander'

const seconds: Readonly<Record<string, number>> = { m: 60, h: 3_600 }
const longest = 10_000 * 3_600

/**
 * Seconds of a time such as `1h 30m`, `90m` or `1.5h`; undefined when it is none, or no time at all. Days and weeks are not
 * taken: how long they are is each site's own matter.
 */
export const parseDuration = (text: string): number | undefined => {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/\s*(\d{1,6}(?:\.\d{1,3})?)\s*([hm])/gy),
  ]
  if (parts.length === 0 || parts.map(([part]) => part).join('').length !== text.trim().length) return undefined
  const total = Math.round(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (seconds[unit ?? ''] ?? 0), 0))
  return total > 0 && total <= longest ? total : undefined
}

/** The same as Jira writes it: `1h 30m`. */
export const toDuration = (total: number): string => {
  const minutes = Math.max(1, Math.round(total / 60))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours}h` : '', rest > 0 ? `${rest}m` : ''].filter((part) => part !== '').join(' ')
}

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
