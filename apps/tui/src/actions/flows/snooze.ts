import type { Issue } from '@mmd/jira-api'
import type { Operation, Snooze } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { performAll } from './perform.ts'
import { pick } from './pick.ts'

/** When a working day begins, o'clock by this machine. */
const morning = 9
const hour = 3_600_000

/** The morning of a day: `days` after that of `now`. */
export const morningIn = (now: number, days: number): number => {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  day.setHours(morning, 0, 0, 0)
  return day.getTime()
}

/** The morning of the next Monday. */
export const nextWeek = (now: number): number => morningIn(now, (8 - new Date(now).getDay()) % 7 || 7)

/** `Mon 30 Nov 09:00`, by this machine's clock. */
export const showTime = (at: number): string => {
  const date = new Date(at)
  const [day = '', month = '', number = ''] = date.toDateString().split(' ')
  const clock = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
  return `${day} ${Number(number)} ${month} ${clock}`
}

/** A date, or a date and time, as typed; undefined when it is none, or over. A date alone is its morning. */
export const readWakeTime = (text: string, now: number): number | undefined => {
  const [, date, clock = `0${morning}:00`] = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(text.trim()) ?? []
  const at = date === undefined ? Number.NaN : Date.parse(`${date}T${clock}`)
  return at > now ? at : undefined
}

/** What is put to sleep, and what is done in the same change. */
interface Sleepers {
  readonly issues: readonly Issue[]
  readonly also: readonly Operation[]
}

/** Asks how long the issues are to stay out of the lists. */
export const openSnooze = (
  app: App,
  session: SiteSession,
  issues: readonly Issue[],
  also: readonly Operation[] = [],
): void => {
  const now = app.shell.now()
  const snoozes: Readonly<Record<string, Snooze>> = {
    hour: { until: now + hour, untilChanged: false },
    tomorrow: { until: morningIn(now, 1), untilChanged: false },
    week: { until: nextWeek(now), untilChanged: false },
    changed: { until: null, untilChanged: true },
  }
  const timed = (id: string): string => showTime(snoozes[id]?.until ?? now)
  const sleeps = issues.some(({ key }) => session.replica.snooze(key) !== undefined)
  pick(app, {
    title: issues.length === 1 ? `Snooze ${issues[0]?.key}` : `Snooze ${issues.length} issues`,
    items: [
      ...(sleeps ? [{ id: 'wake', label: 'Wake it', detail: 'back into the lists' }] : []),
      { id: 'hour', label: 'One hour', detail: timed('hour') },
      { id: 'tomorrow', label: 'Tomorrow morning', detail: timed('tomorrow') },
      { id: 'week', label: 'Next week', detail: timed('week') },
      { id: 'changed', label: 'Until somebody changes it' },
      { id: 'date', label: 'Until a date…' },
    ],
    onPick: ([id = '']) => {
      const snooze = snoozes[id]
      if (id === 'wake') snoozeAll(app, session, { issues, also: [] }, null)
      else if (id === 'date') askDate(app, session, { issues, also })
      else if (snooze !== undefined) snoozeAll(app, session, { issues, also }, snooze)
    },
  })
}

const askDate = (app: App, session: SiteSession, sleepers: Sleepers, typed = '', error: string | null = null): void => {
  app.open({
    kind: 'prompt',
    title: 'Snooze until',
    help: ['A date as 2026-12-01, or with a time as 2026-12-01 14:30'],
    buffer: bufferOf(typed),
    masked: false,
    error,
    hints: { enter: 'snoozes', esc: 'closes' },
    onSubmit: (text) => {
      const until = readWakeTime(text, app.shell.now())
      if (until === undefined) askDate(app, session, sleepers, text, 'It must be a date that is still to come')
      else snoozeAll(app, session, sleepers, { until, untilChanged: false })
    },
  })
}

const words = (snooze: Snooze | null): string => {
  if (snooze === null) return 'awake again'
  return snooze.until === null ? 'snoozed until somebody changes it' : `snoozed until ${showTime(snooze.until)}`
}

const snoozeAll = (app: App, session: SiteSession, { issues, also }: Sleepers, snooze: Snooze | null): void =>
  performAll(
    app,
    session,
    [...issues.map(({ key }) => ({ kind: 'snooze', key, snooze }) as const), ...also],
    words(snooze),
  )
