import type { Comment, StoredText } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textMatcher } from '../rows/text-match.ts'
import { givenStore, issueDetailOf, issueOf, keyOf } from '../store/testing.ts'
import { faceWorld, lena, mira } from './testing.ts'

const wiki = (source: string): StoredText => ({ format: 'wiki', source })

const commentOf = (id: string, source: string): Comment => ({
  id,
  author: lena,
  body: wiki(source),
  created: '2026-11-22T08:00:00.000Z',
  updated: null,
  visibility: null,
  internal: false,
})

const talkWorld = () => {
  const world = faceWorld()
  const { behind, key, clock, engine, replica } = world
  const comments = [commentOf('1', 'The valve leaks'), commentOf('2', 'Nobody knows')]
  behind.issues.putDetail(issueDetailOf(key, 1, { comments, commentTotal: 2 }), clock.now)
  engine.tell({})
  const found = (text: string): readonly string[] => replica.search(text, 10).map((hit) => hit.key)
  return { ...world, found }
}

test('a comment that waits to be sent is found, and not any more when it is given up', () => {
  const { replica, key, found } = talkWorld()
  expect(found('gasket')).toEqual([])
  const { id } = replica.perform({
    kind: 'add-comment',
    key,
    body: wiki('Replace the Gäsket'),
    typed: '',
    author: mira,
  })
  expect(found('gaske')).toEqual([key])
  expect(found('valve gasket')).toEqual([key])
  expect(found('gask leaks')).toEqual([])
  replica.drop(id)
  expect(found('gasket')).toEqual([])
})

test('a comment that is changed here is found by what it says now, before and after it is sent', () => {
  const { replica, key, found, take } = talkWorld()
  const { id } = replica.perform({ kind: 'edit-comment', key, id: '1', body: wiki('The pump hums'), typed: '' })
  const isNew = () => ({ valve: found('valve'), pump: found('pump'), knows: found('nobody') })
  const expected = { valve: [], pump: [key], knows: [key] }
  expect(isNew()).toEqual(expected)
  take(id)
  expect(replica.operations()).toEqual([])
  expect(isNew()).toEqual(expected)
})

test('a comment that is deleted here is not found, before and after that is sent', () => {
  const { replica, key, found, take } = talkWorld()
  const { id } = replica.perform({ kind: 'delete-comment', key, id: '1' })
  expect(found('valve')).toEqual([])
  take(id)
  expect(found('valve')).toEqual([])
  expect(found('nobody')).toEqual([key])
})

test('a summary that is changed here is found at once, behind an issue whose key was typed', () => {
  const { replica, key, other, found } = talkWorld()
  const schema = { type: 'string', items: null, system: 'summary', custom: null } as const
  const value = { kind: 'text', text: `As in ${other}` } as const
  replica.perform({ kind: 'set-fields', key, changes: [{ id: 'summary', name: 'Summary', schema, value }] })
  expect(found('as in')).toEqual([key])
  expect(found(other)).toEqual([other, key])
})

test('an issue that is to be deleted is not found', () => {
  const { replica, key, found } = talkWorld()
  const { project, type, summary } = issueOf(key, 1)
  replica.perform({ kind: 'delete-issue', key, made: { fields: {}, shown: { project, type, summary } } })
  expect(found('valve')).toEqual([])
})

const word = fc.constantFrom('valve', 'Gäsket', 'PUMP-12', "it's", 'naïve', 'x1', 'Ünder', 'пример', '12')

test('what waits is found by the same words as what the index has', () => {
  const { issues } = givenStore()
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.nat(4),
      (text, asked, cut) => {
        const summary = text.join(' ')
        issues.putRow(issueOf('OPS-1', 1, { summary }), 1)
        const whole = asked.join(' ')
        const question = whole.slice(0, Math.max(2, whole.length - cut))
        const isFound = issues.search(question, 5).some(({ key }) => key === keyOf('OPS-1'))
        const found = textMatcher(question)?.(['OPS-1', summary]) ?? isFound
        expect([question, found]).toEqual([question, isFound])
      },
    ),
  )
})
