import { toIssueKey } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toSeconds, toWords } from './duration.ts'
import { isLocalKey, localKey, localKeyAgain } from './local-key.ts'
import { withMade, withoutOne } from './made-rows.ts'
import { isSiteId, pendingId } from './pending-id.ts'
import { provisionalIssue } from './provisional-issue.ts'
import { isMadeSince, mayBeSince } from './sending.ts'
import { uniqueStarted } from './unique-started.ts'

test.each([
  ['1h 30m', 5400],
  ['1.5h', 5400],
  ['90', 5400],
  ['0m', 0],
])('%s is %d seconds', (words, seconds) => {
  expect(toSeconds(words)).toBe(seconds)
})

test.each(['1d', '2w 1h', '', 'soon', '1h30m', '-1h', '1e9h'])('how long %j is, only the site knows', (words) => {
  expect(toSeconds(words)).toBeUndefined()
})

test('whole minutes in words are the same minutes again', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (minutes) => {
      expect(toSeconds(toWords(minutes * 60))).toBe(minutes * 60)
    }),
  )
})

const times = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })

test('work that begins at one time gets as many different starts as are asked for, near it and never at a whole second', () => {
  fc.assert(
    fc.property(
      times,
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (at, count, chance) => {
        const taken = new Set<string>()
        let drawn = 0
        const random = (): number => chance[drawn++ % Math.max(1, chance.length)] ?? 0
        for (let index = 0; index < count; index += 1) taken.add(uniqueStarted(at.toISOString(), taken, random))
        expect(taken.size).toBe(count)
        for (const started of taken) {
          expect(Date.parse(started) % 1000).not.toBe(0)
          expect(Math.abs(Date.parse(started) - at.getTime())).toBeLessThan(1000)
        }
      },
    ),
  )
})

test('a start that has milliseconds of its own stays, so that preparing twice is preparing once', () => {
  const started = uniqueStarted('2026-11-20T09:00:00.000Z', new Set())
  expect(uniqueStarted(started, new Set())).toBe(started)
  expect(uniqueStarted('2026-11-20T10:00:00.042+01:00', new Set())).toBe('2026-11-20T09:00:00.042Z')
})

test('where a whole second is taken the next one is used', () => {
  const second = '2026-11-20T09:00:00'
  const taken = new Set(Array.from({ length: 999 }, (_, at) => `${second}.${String(at + 1).padStart(3, '0')}Z`))
  expect(uniqueStarted(`${second}.000Z`, taken)).toMatch(/^2026-11-20T09:00:01\.\d{3}Z$/)
})

test('what is no time is left to the site to refuse', () => {
  expect(uniqueStarted('yesterday', new Set())).toBe('yesterday')
})

test('a local key is never one of the site, and one of the site never local', () => {
  const key = toIssueKey('PAY-1412')
  if (key === undefined) throw new Error('no key')
  expect(localKey('PAY', 3)).toBe('PAY-NEW3')
  expect(localKeyAgain(key)).toBe('PAY-AGAIN1412')
  for (const local of [localKey('PAY', 3), localKeyAgain(key)]) {
    expect(isLocalKey(local)).toBe(true)
    expect(toIssueKey(local)).toBeUndefined()
  }
  expect(isLocalKey(key)).toBe(false)
  expect(isLocalKey('NEW3-1')).toBe(false)
})

test('an id of our own is known as such', () => {
  expect(isSiteId(pendingId('m'))).toBe(false)
  expect(isSiteId('')).toBe(false)
  expect(isSiteId('10030')).toBe(true)
})

const ids = fc.uniqueArray(fc.constantFrom('1', '2', '3', pendingId('a'), pendingId('b')))

test('something that was made is in a list once, its provisional row never beside it, and the others stay', () => {
  fc.assert(
    fc.property(ids, fc.constantFrom('1', '4'), (given, id) => {
      const list = given.map((one) => ({ id: one }))
      const once = withMade(list, { id }, pendingId('a'))
      expect(withMade(once, { id }, pendingId('a'))).toEqual(once)
      expect(once.filter((one) => one.id === id)).toHaveLength(1)
      expect(once.some((one) => one.id === pendingId('a'))).toBe(false)
      const others = (rows: readonly { readonly id: string }[]) =>
        rows.filter((one) => one.id !== id && one.id !== pendingId('a'))
      expect(others(once)).toEqual(others(list))
      expect(withoutOne(once, id).some((one) => one.id === id)).toBe(false)
    }),
  )
})

test('a list that does not have something stays itself', () => {
  const list = [{ id: '1' }]
  expect(withoutOne(list, '2')).toBe(list)
  expect(withMade(list, { id: '1' }, pendingId('a'))).toBe(list)
})

test('only what is certainly older is left out, whatever the clocks', () => {
  const sent = '2026-11-20T09:00:00.000Z'
  expect(mayBeSince('2026-11-19T09:00:01.000Z', sent)).toBe(true)
  expect(mayBeSince('2026-11-19T08:59:59.000Z', sent)).toBe(false)
  expect(mayBeSince(null, sent)).toBe(true)
  expect(mayBeSince('1970-01-01T00:00:00.000Z', null)).toBe(true)
})

test('times that are cut to whole seconds do not make something older than it is', () => {
  const earliest = Date.parse('2026-11-20T09:00:00.400Z')
  expect(isMadeSince({ created: '2026-11-20T09:00:00.000Z' }, earliest)).toBe(true)
  expect(isMadeSince({ created: '2026-11-20T08:59:59.000Z' }, earliest)).toBe(false)
  expect(isMadeSince({ created: null }, earliest)).toBe(true)
  expect(isMadeSince({ created: null }, Number.NEGATIVE_INFINITY)).toBe(true)
})

test('an issue that is not made yet has a row with all that was given', () => {
  const shown = {
    project: { id: '1', key: 'PAY', name: 'Payments' },
    type: { id: '2', name: 'Task', subtask: false },
    summary: 'A step is missing',
    labels: ['late'],
    due: '2026-12-01',
  }
  expect(provisionalIssue({ kind: 'create', key: localKey('PAY', 3), fields: {}, shown }, '-3')).toMatchObject({
    id: '-3',
    key: 'PAY-NEW3',
    ...shown,
    assignee: null,
    parent: null,
    status: { category: 'new' },
  })
})
