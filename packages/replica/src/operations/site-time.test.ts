import { expect, test } from 'vitest'
import { hasStep, madeSince } from './site-time.ts'

const at = (...times: readonly string[]) => times.map((time) => ({ created: `2026-11-22T08:00:${time}Z` }))
const since = Date.parse('2026-11-22T08:00:01.500Z')

test('what has its time by milliseconds counts from then on', () => {
  const list = at('01.499', '01.500', '02.000')
  expect(madeSince(list, since)).toEqual(list.slice(1))
  expect(madeSince([{ created: null }, ...list], since)).toEqual(list.slice(1))
})

test('where all times are cut to seconds the whole second counts', () => {
  const list = at('00.000', '01.000', '02.000')
  expect(madeSince(list, since)).toEqual(list.slice(1))
})

test('a step is told by who took it, from where and to where, by ids before names', () => {
  const author = { id: 'mira', name: 'Mira', active: true }
  const item = { fieldId: null, field: 'status', from: 'Offen', to: 'Fertig', fromId: '1', toId: '3' }
  const history = [{ id: '7', author, created: '2026-11-22T08:00:02.001Z', items: [item] }]
  const step = {
    field: 'status',
    from: { id: '1', name: 'Open' },
    to: { id: '3', name: 'Done' },
    authorId: 'mira',
    since,
  }
  expect(hasStep(history, step)).toBe(true)
  expect(hasStep(history, { ...step, authorId: 'jonas' })).toBe(false)
  expect(hasStep(history, { ...step, to: { id: '4', name: 'Fertig' } })).toBe(false)
  expect(hasStep(history, { ...step, from: { id: '2', name: 'Offen' } })).toBe(false)
  expect(hasStep(history, { ...step, since: since + 1_000 })).toBe(false)
  expect(hasStep(history, { field: 'assignee', authorId: 'mira', since })).toBe(false)
})
