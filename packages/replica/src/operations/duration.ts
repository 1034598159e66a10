// Minutes of the units whose length no site changes; days and weeks are as long as its settings say.
const MINUTES: Readonly<Record<string, number>> = { h: 60, m: 1 }

/** Seconds in Jira's words, by the minute: `1h 30m`, `0m`. */
export const toWords = (seconds: number): string => {
  const minutes = Math.round(seconds / 60)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [...(hours > 0 ? [`${hours}h`] : []), ...(rest > 0 || hours === 0 ? [`${rest}m`] : [])].join(' ')
}

/** Seconds of a duration in Jira's words; undefined for one in days or weeks, or in none. */
export const toSeconds = (words: string): number | undefined => {
  let minutes = 0
  for (const part of words.trim().split(/\s+/)) {
    const [, amount = '', unit = 'm'] = /^(\d{1,9}(?:\.\d{1,3})?)([a-z])?$/i.exec(part) ?? []
    const length = MINUTES[unit.toLowerCase()]
    if (amount === '' || length === undefined) return undefined
    minutes += Number(amount) * length
  }
  return Math.round(minutes * 60)
}
