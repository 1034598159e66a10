import type { IssueDetail, SlaCycle, SlaValue } from '@mmd/jira-api'
import type { Piece } from '../../../components/pieces.ts'
import type { IssueInput } from '../issue-input.ts'
import { type Row, row } from '../row.ts'
import type { Section } from '../section.ts'

/** Clocks of service level agreements come with the issue. */
export const slaSection = (detail: IssueDetail, input: IssueInput): Section | null => {
  const clocks = detail.fields.flatMap(({ value }) => (value.kind === 'sla' ? [value.sla] : []))
  return clocks.length === 0 ? null : { name: 'sla', count: null, rows: clocks.map((sla) => clockRow(sla, input)) }
}

const clockRow = ({ name, ongoing, completed }: SlaValue, input: IssueInput): Row => {
  const last = completed.at(-1)
  const state: Piece =
    ongoing === null
      ? last === undefined
        ? ['faint', 'not begun']
        : [last.breached ? 'bad' : 'good', last.breached ? 'missed' : 'met']
      : running(ongoing, input.now)
  return row([['text', name], ['dim', '  '], state], input)
}

const running = (cycle: SlaCycle, now: number): Piece => {
  const { breached, paused, withinCalendarHours, remaining } = cycle
  const stands = paused ? ' · paused' : withinCalendarHours ? '' : ' · outside of working hours'
  // The clock has gone on since the issue was fetched.
  const left = paused || !withinCalendarHours || cycle.breachAt === null ? remaining : Date.parse(cycle.breachAt) - now
  if (breached || (left !== null && left < 0))
    return ['bad', `${left === null ? 'missed' : `late by ${sinceBreach(cycle, -left, now)}`}${stands}`]
  if (left === null) return ['dim', `running${stands}`]
  return [left < 3_600_000 ? 'warn' : 'good', `${inHours(left)} left${stands}`]
}

/** After two days of the calendar days say more than hundreds of hours. */
const sinceBreach = ({ breachAt }: SlaCycle, late: number, now: number): string => {
  const days = breachAt === null ? 0 : Math.floor((now - Date.parse(breachAt)) / 86_400_000)
  return days >= 2 ? `${days} days` : inHours(late)
}

/** `2h 05m`, days as hours: the site's day may be of eight. */
const inHours = (millis: number): string => {
  const minutes = Math.floor(Math.abs(millis) / 60_000)
  return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, '0')}m`
}
