const pad = (number: number): string => String(number).padStart(2, '0')

/** `2026-11-22`, by this machine's calendar. */
export const dayOf = (date: Date): string => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`

/** `2026-11-22 09:30`, by this machine's clock. */
export const timeOf = (date: Date): string => `${dayOf(date)} ${pad(date.getHours())}:${pad(date.getMinutes())}`

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const words: Readonly<Record<string, number>> = { today: 0, tomorrow: 1, yesterday: -1 }

/** Days from today until the next day of that name; on the day itself a week. */
const untilWeekday = (word: string, now: Date): number | undefined => {
  if (word.length < 3) return undefined
  const at = weekdays.findIndex((name) => name.startsWith(word))
  return at === -1 ? undefined : (at - now.getDay() + 7) % 7 || 7
}

const daysAhead = (word: string, now: Date): number | undefined => {
  if (Object.hasOwn(words, word)) return words[word]
  const [, sign, count, unit] = /^([+-])(\d{1,4})([dw])$/.exec(word) ?? []
  if (count !== undefined) return Number(count) * (unit === 'w' ? 7 : 1) * (sign === '-' ? -1 : 1)
  return untilWeekday(word, now)
}

/** `24 dec` or `dec 24`: the next one, today included; with a year that one. */
const inYear = (text: string, now: Date): string | undefined => {
  const [, first, word, last, year] =
    /^(?:(\d{1,2})\.? +)?([a-z]{3,9})(?: +(\d{1,2}))?(?:,? +(\d{4}))?$/.exec(text) ?? []
  const month = months.indexOf(word?.slice(0, 3) ?? '')
  const number = first ?? last
  if (month === -1 || number === undefined || (first !== undefined && last !== undefined)) return undefined
  const dayIn = (of: number): string => `${of}-${pad(month + 1)}-${pad(Number(number))}`
  const own = dayIn(year === undefined ? now.getFullYear() : Number(year))
  const day = year === undefined && own < dayOf(now) ? dayIn(now.getFullYear() + 1) : own
  return isDay(day) ? day : undefined
}

/**
 * A day as people type it: `2026-11-22`, `today`, `tomorrow`, `fri` (the next one), `24 dec`, `+3d`, `-1w`. Undefined when it
 * is none. `now`: epoch milliseconds.
 */
export const readDay = (text: string, now: number): string | undefined => {
  const word = text.trim().toLowerCase()
  if (isDay(word)) return word
  const today = new Date(now)
  const ahead = daysAhead(word, today)
  if (ahead === undefined) return inYear(word, today)
  today.setDate(today.getDate() + ahead)
  return dayOf(today)
}

const clockOf = (text: string): string | undefined => {
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?::(\d{2}))? ?(am|pm)?$/.exec(text) ?? []
  if (hours === undefined || (half === undefined && !text.includes(':'))) return undefined
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return undefined
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0)
  return hour < 24 && Number(minutes) < 60 ? `${pad(hour)}:${minutes}` : undefined
}

/**
 * A moment as people type it, by this machine's clock: `now`, `+2h`, `17:00` (today), or a day, and a time of it such as
 * `fri 17:00`; a day alone is its beginning. As ISO 8601; undefined when it is none.
 */
export const readMoment = (text: string, now: number): string | undefined => {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[t ]+(?=\d{1,2}:)/, ' ')
  if (words === 'now') return new Date(now).toISOString()
  const [, sign, count, unit] = /^([+-])(\d{1,4})(h|m|min)$/.exec(words) ?? []
  if (count !== undefined)
    return new Date(now + Number(count) * (unit === 'h' ? 3_600_000 : 60_000) * (sign === '-' ? -1 : 1)).toISOString()
  const [, before = '', last = ''] = /^(.*?) ?(\d{1,2}(?::\d{2})? ?(?:am|pm)|\d{1,2}:\d{2})$/.exec(words) ?? []
  const clock = last === '' ? '00:00' : clockOf(last)
  const day = readDay(last === '' ? words : before === '' ? 'today' : before, now)
  if (clock === undefined || day === undefined) return undefined
  const time = new Date(`${day}T${clock}`).getTime()
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
