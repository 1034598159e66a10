import type { FieldMeta } from '@mmd/jira-api/model'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toEntry } from './entries.ts'
import { readTyped, toTypedText } from './typed-value.ts'

const meta = (type: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  id: 'customfield_1',
  name: 'Field',
  required: false,
  hasDefault: false,
  type,
  items: null,
  system: null,
  custom: null,
  operations: ['set'],
  allowedValues: [],
  ...more,
})

const url = meta('string', { custom: 'com.atlassian.jira.plugin.system.customfieldtypes:url' })

/** A Sunday, so that the days that are counted cross a month. */
const now = new Date('2026-11-29T12:00').getTime()

test.each([
  [meta('number'), '1.5', { kind: 'number', number: 1.5 }],
  [meta('date'), '2026-12-24', { kind: 'date', date: '2026-12-24' }],
  [meta('date'), 'Tomorrow', { kind: 'date', date: '2026-11-30' }],
  [meta('date'), '+3d', { kind: 'date', date: '2026-12-02' }],
  [meta('date'), '+2w', { kind: 'date', date: '2026-12-13' }],
  [meta('date'), 'fri', { kind: 'date', date: '2026-12-04' }],
  [meta('date'), 'Sunday', { kind: 'date', date: '2026-12-06' }],
  [meta('date'), '24 dec', { kind: 'date', date: '2026-12-24' }],
  [meta('date'), 'Dec 24 2027', { kind: 'date', date: '2027-12-24' }],
  [meta('date'), '3 feb', { kind: 'date', date: '2027-02-03' }],
  [meta('date'), '-1w', { kind: 'date', date: '2026-11-22' }],
  [meta('datetime'), 'fri 17:00', { kind: 'time', time: new Date('2026-12-04T17:00').toISOString() }],
  [meta('datetime'), 'tomorrow 9:30', { kind: 'time', time: new Date('2026-11-30T09:30').toISOString() }],
  [meta('datetime'), '17:00', { kind: 'time', time: new Date('2026-11-29T17:00').toISOString() }],
  [meta('datetime'), 'mon 5pm', { kind: 'time', time: new Date('2026-11-30T17:00').toISOString() }],
  [meta('datetime'), '12am', { kind: 'time', time: new Date('2026-11-29T00:00').toISOString() }],
  [meta('datetime'), '+2h', { kind: 'time', time: new Date('2026-11-29T14:00').toISOString() }],
  [meta('datetime'), '24 dec 18:00', { kind: 'time', time: new Date('2026-12-24T18:00').toISOString() }],
  [meta('datetime'), '2026-12-24T18:00', { kind: 'time', time: new Date('2026-12-24T18:00').toISOString() }],
  [meta('number'), '1,5', { kind: 'number', number: 1.5 }],
  [meta('number'), '0,125', { kind: 'number', number: 0.125 }],
  [meta('number'), '1 500', { kind: 'number', number: 1500 }],
  [meta('number'), '1.500,25', { kind: 'number', number: 1500.25 }],
  [meta('number'), '1,500.25', { kind: 'number', number: 1500.25 }],
  [meta('number'), '1,234,567', { kind: 'number', number: 1_234_567 }],
  [meta('number'), '-2', { kind: 'number', number: -2 }],
  [meta('datetime'), '2026-12-24 09:30', { kind: 'time', time: new Date('2026-12-24T09:30').toISOString() }],
  [meta('datetime'), '2026-12-24', { kind: 'time', time: new Date('2026-12-24T00:00').toISOString() }],
  [
    meta('timetracking'),
    '4h / 1h 30m',
    { kind: 'estimates', estimates: { original: 14_400, remaining: 5400, spent: null } },
  ],
  [meta('timetracking'), '/ 30m', { kind: 'estimates', estimates: { original: null, remaining: 1800, spent: null } }],
  [url, 'https://a.example/b', { kind: 'text', text: 'https://a.example/b' }],
  [meta('string'), '  words  ', { kind: 'text', text: 'words' }],
  [meta('string'), ' ', { kind: 'empty' }],
])('%# is read as it is meant', (field, text, value) => {
  expect(readTyped(field, text, now)).toEqual({ value })
})

test.each([
  [meta('number'), 'many', 'a number'],
  [meta('number'), 'Infinity', 'a number'],
  [meta('number'), '1,500', 'write 1500 or 1.500'],
  [meta('number'), '1,2,3', 'a number'],
  [meta('number'), '0x10', 'a number'],
  [meta('date'), 'fr', 'a date'],
  [meta('date'), '31 feb', 'a date'],
  [meta('datetime'), 'fri 24:00', 'a time'],
  [meta('datetime'), '13pm', 'a time'],
  [meta('date'), '2026-02-30', 'a date'],
  [meta('datetime'), 'soon', 'a time'],
  [meta('datetime'), '2026-12-24 25:00', 'a time'],
  [meta('timetracking'), '3d', 'hours and minutes'],
  [meta('timetracking'), '1h/2h/3h', 'hours and minutes'],
  [url, 'javascript:alert(1)', 'an address'],
  [meta('string'), 'x'.repeat(256), '255 is the most'],
])('%# is refused with what would be right', (field, text, words) => {
  expect(readTyped(field, text, now)).toEqual({ problem: expect.stringContaining(words) })
})

test('a value that is typed again is the same value', () => {
  const times = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(
      fc.oneof(
        fc
          .double({ noDefaultInfinity: true, noNaN: true })
          .map((number) => [meta('number'), { kind: 'number', number: number + 0 }] as const),
        times.map((date) => {
          date.setSeconds(0, 0)
          return [meta('datetime'), { kind: 'time', time: date.toISOString() }] as const
        }),
        fc
          .tuple(fc.integer({ min: 1, max: 5000 }), fc.option(fc.integer({ min: 1, max: 5000 })))
          .map(([original, remaining]) => {
            const estimates = { original: original * 60, remaining: remaining && remaining * 60, spent: null }
            return [meta('timetracking'), { kind: 'estimates', estimates }] as const
          }),
      ),
      ([field, value]) => {
        expect(readTyped(field, toTypedText(toEntry(field, value)), now)).toEqual({ value })
      },
    ),
  )
})
