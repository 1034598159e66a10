const minuteMs = 60_000
const dayMs = 86_400_000

const words = {
  en: {
    now: 'Just now',
    today: 'Today',
    yesterday: 'Yesterday',
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    units: ['week', 'weeks', 'day', 'days', 'hour', 'hours', 'minute', 'minutes'],
  },
  de: {
    now: 'Gerade eben',
    today: 'Heute',
    yesterday: 'Gestern',
    months: 'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez',
    units: ['Woche', 'Wochen', 'Tag', 'Tage', 'Stunde', 'Stunden', 'Minute', 'Minuten'],
  },
} as const

/** The languages that the server's words may be in. */
export type Language = keyof typeof words

const two = (number: number): string => String(number).padStart(2, '0')

const dayOf = (date: Date, language: Language): string => {
  const month = words[language].months.split(' ')[date.getUTCMonth()] ?? ''
  return `${two(date.getUTCDate())}/${month}/${two(date.getUTCFullYear() % 100)}`
}

/** `2026-11-22` as `22/Nov/26`. */
export const spokenDate = (date: string, language: Language): string => dayOf(new Date(`${date}T00:00:00Z`), language)

/** A time as Jira's pages tell it: `Just now`, `Today 12:13 AM`, `Yesterday 1:14 PM`, `30/Apr/25 1:14 PM`; in UTC. */
export const spokenTime = (time: number, now: number, language: Language): string => {
  const { now: justNow, today, yesterday } = words[language]
  if (time <= now && now - time < minuteMs) return justNow
  const date = new Date(time)
  const clock = `${date.getUTCHours() % 12 || 12}:${two(date.getUTCMinutes())} ${date.getUTCHours() < 12 ? 'AM' : 'PM'}`
  const daysAgo = Math.floor(now / dayMs) - Math.floor(time / dayMs)
  if (daysAgo === 0) return `${today} ${clock}`
  return `${daysAgo === 1 ? yesterday : dayOf(date, language)} ${clock}`
}

// Weeks of five days of eight hours, as the configuration says.
const sizes = [144_000, 28_800, 3600, 60] as const

/** Seconds of work as words: `1 day, 30 minutes`. */
export const spokenDuration = (seconds: number, language: Language): string => {
  let left = seconds
  const { units } = words[language]
  const parts = sizes.flatMap((size, index) => {
    const count = Math.floor(left / size)
    left -= count * size
    return count === 0 ? [] : [`${count} ${units[2 * index + (count === 1 ? 0 : 1)] ?? ''}`]
  })
  return parts.length === 0 ? `0 ${units[7]}` : parts.join(', ')
}

/** Bytes as words: `10 kB`, `1.3 MB`. */
export const spokenSize = (bytes: number): string => {
  if (bytes < 1024) return `${(bytes / 1024).toFixed(1)} kB`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(2)} MB`
}
