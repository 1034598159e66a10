import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarFunction, fromLocal, localTime, parseJqlDate, parseSpan } from './dates.ts'

const now = Date.UTC(2026, 10, 22, 8)
const hour = 3_600_000

describe('dates of JQL', () => {
  test('are wall clock times of the user', () => {
    expect(parseJqlDate('2026-11-22 09:30', now, 'Europe/Stockholm')).toBe(Date.UTC(2026, 10, 22, 8, 30))
    expect(parseJqlDate('2026/07/01', now, 'Europe/Stockholm')).toBe(Date.UTC(2026, 5, 30, 22))
    expect(parseJqlDate('2026-11-22', now, 'Asia/Tokyo')).toBe(Date.UTC(2026, 10, 21, 15))
  })

  test('may be spans from now', () => {
    expect(parseJqlDate('-1d', now, 'Etc/UTC')).toBe(now - 24 * hour)
    expect(parseJqlDate('4h', now, 'Etc/UTC')).toBe(now + 4 * hour)
    expect(parseSpan('-1w 2d')).toBe(-9 * 24 * hour)
  })

  test.each(['yesterday', '2026-13-01', '2026-02-30', '22.11.2026', '2026-11-22T08:00', '1y', ''])(
    'refuse %j',
    (text) => {
      expect(parseJqlDate(text, now, 'Etc/UTC')).toBeUndefined()
    },
  )

  test('start and end days, weeks and months where the user is', () => {
    const at = (name: string, shift?: string): number | undefined =>
      calendarFunction(name, shift, now, 'Europe/Stockholm')
    expect(at('startOfDay')).toBe(Date.UTC(2026, 10, 21, 23))
    expect(at('endOfDay')).toBe(Date.UTC(2026, 10, 22, 22, 59, 59))
    expect(at('startOfDay', '-1')).toBe(Date.UTC(2026, 10, 20, 23))
    expect(at('startOfDay', '-1d')).toBe(Date.UTC(2026, 10, 20, 23))
    // 22 November 2026 is a Sunday, the first day of the week in Jira.
    expect(at('startOfWeek')).toBe(Date.UTC(2026, 10, 21, 23))
    expect(at('startOfMonth', '-1')).toBe(Date.UTC(2026, 8, 30, 22))
    expect(at('startOfDay', 'soon')).toBeUndefined()
    expect(at('currentUser')).toBeUndefined()
  })

  test('survive the way to the wall clock and back, in every zone, but in the hour that a clock change skips', () => {
    const zone = fc.constantFrom('Europe/Stockholm', 'Asia/Kolkata', 'America/New_York', 'Etc/UTC', 'Asia/Tokyo')
    const minute = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 })
    fc.assert(
      fc.property(zone, minute, (timeZone, minutes) => {
        const time = minutes * 60_000
        const back = fromLocal(localTime(time, timeZone), timeZone)
        expect([time - hour, time, time + hour]).toContain(back)
        expect(localTime(back, timeZone)).toEqual(localTime(time, timeZone))
      }),
    )
  })
})
