const minuteMs = 60_000
const units: Readonly<Record<string, number>> = {
  m: minuteMs,
  h: 60 * minuteMs,
  d: 1440 * minuteMs,
  w: 10_080 * minuteMs,
}

interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

/** The wall clock of a time zone at an epoch time. */
export const localTime = (time: number, timeZone: string): LocalTime => {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') }
}

const wallClock = ({ year, month, day, hour, minute }: LocalTime): number =>
  Date.UTC(year, month - 1, day, hour, minute)

const known = new Map<string, number>()

const computeFromLocal = (wanted: number, timeZone: string): number => {
  // Twice, because the offset at the first guess may be the one of the other side of a clock change.
  const guess = wanted - (wallClock(localTime(wanted, timeZone)) - wanted)
  return guess - (wallClock(localTime(guess, timeZone)) - wanted)
}

/** Epoch milliseconds of a wall clock time in a time zone. */
export const fromLocal = (local: LocalTime, timeZone: string): number => {
  const wanted = wallClock(local)
  // Due dates repeat, and asking Intl is slow.
  const name = `${wanted} ${timeZone}`
  const time = known.get(name) ?? computeFromLocal(wanted, timeZone)
  if (known.size > 5000) known.clear()
  known.set(name, time)
  return time
}

const relative = /^(?<sign>[+-]?)(?<parts>(?:\d{1,6}[wdhm]\s*)+)$/iu

/** `-1d`, `4h`, `2w 3d` in milliseconds; undefined for anything else. */
export const parseSpan = (text: string): number | undefined => {
  const match = relative.exec(text.trim())?.groups
  if (match === undefined) return undefined
  const total = [...(match.parts ?? '').matchAll(/(?<count>\d+)(?<unit>[wdhm])/giu)].reduce(
    (sum, { groups }) => sum + Number(groups?.count) * (units[(groups?.unit ?? '').toLowerCase()] ?? 0),
    0,
  )
  return match.sign === '-' ? -total : total
}

const absolute = /^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?:\s+(?<hour>\d{1,2}):(?<minute>\d{2}))?$/u

const isReal = ({ year, month, day, hour, minute }: LocalTime): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60
}

/** A date as JQL takes it: `yyyy-MM-dd`, `yyyy/MM/dd HH:mm`, a span from now, or epoch milliseconds. */
export const parseJqlDate = (text: string, now: number, timeZone: string): number | undefined => {
  const span = parseSpan(text)
  if (span !== undefined) return now + span
  if (/^-?\d{6,15}$/u.test(text)) return Number(text)
  const match = absolute.exec(text.trim())?.groups
  if (match === undefined) return undefined
  const local: LocalTime = {
    year: Number(match.year),
    month: Number(match.month),
    day: Number(match.day),
    hour: Number(match.hour ?? 0),
    minute: Number(match.minute ?? 0),
  }
  return isReal(local) ? fromLocal(local, timeZone) : undefined
}

/** The calendar functions of JQL, with an optional shift such as `-1d` or `-1`, which counts in the function's own unit. */
export const calendarFunction = (
  name: string,
  shift: string | undefined,
  now: number,
  timeZone: string,
): number | undefined => {
  const match = /^(?<edge>start|end)of(?<unit>day|week|month|year)$/u.exec(name.toLowerCase())?.groups
  if (match === undefined) return undefined
  const { year, month, day } = localTime(now, timeZone)
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  const bare = shift !== undefined && /^[+-]?\d{1,5}$/u.test(shift) ? Number(shift) : 0
  const span = shift === undefined || bare !== 0 || shift === '0' ? 0 : parseSpan(shift)
  if (span === undefined) return undefined
  const count = bare + (match.edge === 'end' ? 1 : 0)
  const starts: Readonly<Record<string, readonly [number, number, number]>> = {
    day: [year, month, day + count],
    week: [year, month, day - weekday + 7 * count],
    month: [year, month + count, 1],
    year: [year + count, 1, 1],
  }
  const [y, m, d] = starts[match.unit ?? 'day'] ?? [year, month, day]
  const date = new Date(Date.UTC(y, m - 1, d))
  const start = fromLocal(
    { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: 0, minute: 0 },
    timeZone,
  )
  return start + span - (match.edge === 'end' ? 1000 : 0)
}
