import { Refusal } from './refusal.ts'

const secondsOf: Readonly<Record<string, number>> = { w: 5 * 8 * 3600, d: 8 * 3600, h: 3600, m: 60 }

/** Seconds of a text such as `1w 2d 3h 30m`; a 400 refusal for any other. */
export const readDuration = (text: string): number => {
  const parts = text.trim().split(/\s+/u)
  if (text.length > 40 || !parts.every((part) => /^\d{1,6}(?:\.\d{1,3})?[wdhm]?$/u.test(part))) {
    throw new Refusal(400, [], { timeLogged: `Invalid time duration: '${text.slice(0, 40)}'.` })
  }
  return parts.reduce((sum, part) => {
    const unit = secondsOf[part.at(-1) ?? ''] ?? 60
    return sum + Math.round(Number.parseFloat(part) * unit)
  }, 0)
}

/** `3h 30m` of seconds. */
export const durationText = (seconds: number): string => {
  let rest = seconds
  const parts = Object.entries(secondsOf).flatMap(([unit, size]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    return count > 0 ? [`${count}${unit}`] : []
  })
  return parts.length === 0 ? '0m' : parts.join(' ')
}
