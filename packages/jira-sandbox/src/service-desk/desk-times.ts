import { formatTime } from '../rest/view.ts'
import type { Agreement, Cycle } from '../world/sla.ts'

type Json = Readonly<Record<string, unknown>>

const hourMs = 3_600_000

/** A point in time, four times over. */
export const momentJson = (time: number): Json => ({
  iso8601: `${new Date(time).toISOString().slice(0, 19)}+0000`,
  jira: formatTime(time),
  friendly: new Date(time).toUTCString().slice(5, 22),
  epochMillis: time,
})

/** A length of time; overdue is below zero. */
export const durationJson = (millis: number): Json => {
  const total = Math.abs(millis)
  const words = `${Math.floor(total / hourMs)}h ${Math.floor((total % hourMs) / 60_000)}m`
  return { millis, friendly: millis < 0 ? `-${words}` : words }
}

const cycleJson = ({ start, stop, goal, elapsed, paused, breach }: Cycle): Json => ({
  startTime: momentJson(start),
  ...(breach === null ? {} : { breachTime: momentJson(breach) }),
  ...(stop === null ? { paused, withinCalendarHours: true } : { stopTime: momentJson(stop) }),
  breached: elapsed > goal,
  goalDuration: durationJson(goal),
  elapsedTime: durationJson(elapsed),
  remainingTime: durationJson(goal - elapsed),
})

/** An agreement on an issue, as its own resource and as the value of its field. */
export const agreementJson = ({ id, name, cycles }: Agreement, self: string): Json => {
  const ongoing = cycles.find(({ stop }) => stop === null)
  return {
    id,
    name,
    _links: { self },
    completedCycles: cycles.filter(({ stop }) => stop !== null).map(cycleJson),
    ...(ongoing === undefined ? {} : { ongoingCycle: cycleJson(ongoing) }),
  }
}
