import { isJson, type Json, readAll, toJson, toTimestamp, toWord } from '../model/primitives.ts'

/** One run of an agreement's clock. Durations in milliseconds, negative `remaining`: overdue. */
export interface SlaCycle {
  readonly breached: boolean
  readonly paused: boolean
  /** False: outside of the calendar's hours, the clock stands. */
  readonly withinCalendarHours: boolean
  readonly started: string | null
  readonly stopped: string | null
  /** When it is, or was, too late. */
  readonly breachAt: string | null
  readonly goal: number | null
  readonly elapsed: number | null
  readonly remaining: number | null
}

/** A service level agreement on one issue. */
export interface SlaValue {
  readonly id: string
  readonly name: string
  readonly ongoing: SlaCycle | null
  /** Oldest first. */
  readonly completed: readonly SlaCycle[]
}

/** A point in time as Service Management gives it: `epochMillis`, else `iso8601` or `jira`, else a plain text. */
export const toMoment = (value: unknown): string | null => {
  if (!isJson(value)) return toTimestamp(value)
  const millis = value['epochMillis']
  const isMillis = typeof millis === 'number' && Math.abs(millis) < 8.64e15
  return isMillis ? new Date(millis).toISOString() : (toTimestamp(value['iso8601']) ?? toTimestamp(value['jira']))
}

const toMillis = (value: unknown): number | null => {
  const millis = toJson(value)['millis']
  return typeof millis === 'number' && Number.isFinite(millis) ? millis : null
}

const readCycle = (cycle: Json): SlaCycle => ({
  breached: cycle['breached'] === true,
  paused: cycle['paused'] === true,
  withinCalendarHours: cycle['withinCalendarHours'] !== false,
  started: toMoment(cycle['startTime']),
  stopped: toMoment(cycle['stopTime']),
  breachAt: toMoment(cycle['breachTime']),
  goal: toMillis(cycle['goalDuration']),
  elapsed: toMillis(cycle['elapsedTime']),
  remaining: toMillis(cycle['remainingTime']),
})

/** An agreement; null without a name. */
export const readSla = (value: unknown): SlaValue | null => {
  const sla = toJson(value)
  const name = toWord(sla['name'])
  if (name === null) return null
  const ongoing = sla['ongoingCycle']
  return {
    id: toWord(sla['id']) ?? '',
    name,
    ongoing: isJson(ongoing) ? readCycle(ongoing) : null,
    completed: readAll(sla['completedCycles'], (cycle) => (isJson(cycle) ? readCycle(cycle) : null)),
  }
}
