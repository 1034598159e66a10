import { expect, test } from 'vitest'
import { readDescription } from './description.ts'
import type { Exchange } from './exchange.ts'
import { objectOf } from './json.ts'
import { judgeByKin } from './judge-by-kin.ts'
import { loosen } from './loosen.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['accountId'],
  properties: { accountId: { type: 'string' }, required: { type: 'boolean' } },
}
const paths = { '/rest/api/3/user': { get: { responses: { 200: { content: { 'application/json': { schema } } } } } } }
const kin = readDescription(objectOf(loosen({ paths })), '')

const answered = (value: unknown, parts: Partial<Exchange> = {}): Exchange => ({
  source: 'direct',
  method: 'GET',
  path: '/rest/api/2/user',
  query: new URLSearchParams(),
  sent: { type: '', text: '' },
  status: 200,
  answer: { type: 'application/json', text: JSON.stringify(value) },
  ...parts,
})

test('an answer may lack members of its kin and have others, but not with other types', () => {
  expect(judgeByKin(kin, answered({ name: 'mira', required: true }))).toEqual([])
  expect(judgeByKin(kin, answered({ required: 'yes' }))).toMatchObject([
    { operation: 'as GET /rest/api/3/user', rule: 'answer', where: '/required' },
  ])
  expect(judgeByKin(kin, answered({}, { status: 201 }))).toMatchObject([{ rule: 'status', where: '201' }])
})

test('of failures and of what the kin does not have nothing is said', () => {
  expect(judgeByKin(kin, answered({}, { status: 404 }))).toBeUndefined()
  expect(judgeByKin(kin, answered({}, { path: '/rest/api/2/other' }))).toBeUndefined()
})
