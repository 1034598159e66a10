const secondsOf: Readonly<Record<string, number>> = { h: 3_600, m: 60 }

/** Hours of work beyond which it was a slip of the fingers. */
const mostHours = 10_000

/** One part of a time, `1.5h` or `30 m`; the unit is no beginning of a word. */
const part = /\s*(\d{1,6}(?:\.\d{1,3})?) ?([hm])(?!\p{L})/iuy

/** A time at the beginning of a text, and what follows it. */
export interface TakenDuration {
  readonly seconds: number
  readonly rest: string
}

/**
 * The time that stands first in `1h30m fixed the form`: hours, minutes or both. Undefined when there is none, or none of a
 * minute at least. Days and weeks are not taken: how long they are is each site's own matter.
 */
export const takeDuration = (text: string): TakenDuration | undefined => {
  let [total, end] = [0, 0]
  for (let count = 0; count < 2; count += 1) {
    part.lastIndex = end
    const match = part.exec(text)
    if (match === null) break
    total += Number(match[1]) * (secondsOf[match[2]?.toLowerCase() ?? ''] ?? 0)
    end += match[0].length
  }
  const seconds = Math.round(total)
  return seconds >= 60 && seconds <= mostHours * 3_600 ? { seconds, rest: text.slice(end) } : undefined
}

/** Seconds of a time such as `1h 30m`, `90m` or `1.5h` that is all of a text; undefined when it is none. */
export const parseDuration = (text: string): number | undefined => {
  const taken = takeDuration(text)
  return taken?.rest.trim() === '' ? taken.seconds : undefined
}

/** The same as Jira writes it: `1h 30m`. */
export const toDuration = (seconds: number): string => {
  const minutes = Math.max(1, Math.round(seconds / 60))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours}h` : '', rest > 0 ? `${rest}m` : ''].filter((one) => one !== '').join(' ')
}
