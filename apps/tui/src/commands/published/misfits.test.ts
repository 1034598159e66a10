import { expect, test } from 'vitest'
import { misfits } from './misfits.ts'

const person = { id: 'mira', name: 'Mira', active: true }
const created = '2026-11-26T09:30:00.000Z'
const comment = { id: '1', author: person, body: 'Hello', created, updated: null, internal: null }

test('a key that was renamed is told twice: one is missing, one is not published', () => {
  const { name, ...others } = person
  expect(misfits('person', person)).toEqual([])
  expect(misfits('person', { ...others, displayName: name })).toEqual([
    'answer.name is missing',
    'answer.displayName is not published',
  ])
})

test('what is of another type is told with its place, within lists and alternatives too', () => {
  expect(misfits('person', { ...person, active: 'yes' })).toEqual(['answer.active is no boolean but "yes"'])
  expect(misfits('comment[]', [{ ...comment, visibility: null }])).toEqual([])
  expect(misfits('comment[]', [{ ...comment, created: 'today', visibility: null }])).toEqual([
    'answer[0].created is no time but "today"',
  ])
  expect(misfits('person|null', { ...person, id: 7 })).toEqual(['answer.id is no string but 7'])
  expect(misfits('person[]', person)).toEqual(['answer is no list'])
})

test('what was held against which shape is known', () => {
  const seen: string[] = []
  misfits('comment[]', [{ ...comment, visibility: null }], (name) => seen.push(name))
  expect(seen).toEqual(['comment', 'person'])
  misfits('person[]', [], (name) => seen.push(name))
  expect(seen).toHaveLength(2)
})
