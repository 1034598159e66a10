import type { Snooze } from '@mmd/replica'
import { morningIn, nextWeek, readWakeTime } from '../actions/flows/snooze.ts'
import { parseDuration } from '../durations.ts'
import { MacroMistake } from './read-step.ts'

/** How long an issue is to sleep, as a macro says it; null wakes it. Throws `MacroMistake`. */
export const readSnooze = (text: string, now: number): Snooze | null => {
  const word = text.trim().toLowerCase()
  const until = (at: number): Snooze => ({ until: at, untilChanged: false })
  if (word === 'wake') return null
  if (word === 'changed') return { until: null, untilChanged: true }
  if (word === 'tomorrow') return until(morningIn(now, 1))
  if (word === 'week' || word === 'next week') return until(nextWeek(now))
  const days = /^(\d{1,3}) ?d(?:ays?)?$/.exec(word)?.[1]
  if (days !== undefined && Number(days) > 0) return until(morningIn(now, Number(days)))
  const seconds = parseDuration(word)
  if (seconds !== undefined) return until(now + seconds * 1000)
  const at = readWakeTime(word, now)
  if (at !== undefined) return until(at)
  throw new MacroMistake(`“${text}” is no time to come: tomorrow, week, changed, wake, 2h, 3d, or 2026-12-24 09:30`)
}

/** The same the other way round, so that it means the same on another day. */
export const writeSnooze = (snooze: Snooze | null, now: number): string => {
  if (snooze === null) return 'wake'
  const { until } = snooze
  if (until === null) return 'changed'
  if (until === morningIn(now, 1)) return 'tomorrow'
  if (until === nextWeek(now)) return 'week'
  for (let days = 2; days < 100; days += 1) if (until === morningIn(now, days)) return `${days}d`
  return `${Math.max(1, Math.round((until - now) / 60_000))}m`
}
