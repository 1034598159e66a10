import { describe, expect, test } from 'vitest'
import { readDescription } from './description.ts'
import type { Exchange } from './exchange.ts'
import { judge } from './judge.ts'

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } })

const description = readDescription(
  {
    paths: {
      '/rest/api/3/thing': {
        post: {
          parameters: [{ name: 'loud', in: 'query', schema: { type: 'boolean' } }],
          requestBody: { required: true, ...json({ $ref: '#/components/schemas/Thing' }) },
          responses: { 201: json({ $ref: '#/components/schemas/Thing' }), 400: {} },
        },
      },
      '/rest/api/3/thing/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true }],
        get: {
          parameters: [{ name: 'at', in: 'query', required: true, schema: { type: 'integer' } }],
          responses: { 200: json({ type: 'array', items: { $ref: '#/components/schemas/Thing' } }) },
        },
        delete: { responses: { 204: json({}) } },
      },
    },
    components: {
      schemas: {
        Thing: {
          type: 'object',
          required: ['id'],
          additionalProperties: false,
          properties: {
            id: { type: 'string' },
            made: { type: 'string', format: 'date-time', nullable: true },
          },
        },
      },
    },
  },
  '',
)

const message = (value: unknown) => ({ type: 'application/json', text: JSON.stringify(value) })
const nothing = { type: '', text: '' }

const exchange = (line: string, parts: Partial<Exchange>): Exchange => {
  const [method = '', target = ''] = line.split(' ')
  const [path = '', query = ''] = target.split('?')
  return {
    source: 'client',
    method,
    path,
    query: new URLSearchParams(query),
    sent: nothing,
    status: 200,
    answer: nothing,
    ...parts,
  }
}

const found = (line: string, parts: Partial<Exchange>): readonly string[] =>
  judge(description, exchange(line, parts)).map(({ rule, where, message }) => `${rule} ${where}: ${message}`)

const made = { sent: message({ id: '1' }), status: 201, answer: message({ id: '1' }) }

describe('an exchange as it is described', () => {
  test.each<[string, Partial<Exchange>]>([
    ['POST /rest/api/3/thing?loud=true', made],
    ['POST /rest/api/3/thing', { ...made, answer: message({ id: '1', made: '2026-02-03T10:15:00.000+0000' }) }],
    ['POST /rest/api/3/thing', { ...made, answer: message({ id: '1', made: null }) }],
    ['POST /rest/api/3/thing', { ...made, status: 400, answer: message({ any: 'words' }) }],
    ['GET /rest/api/3/thing/7?at=3', { answer: message([]) }],
    ['DELETE /rest/api/3/thing/7', { status: 204 }],
    ['GET /rest/agile/1.0/board?what=ever', { answer: message('of another API') }],
  ])('%s %j is right', (line, parts) => {
    expect(found(line, parts)).toEqual([])
  })
})

describe('an exchange that differs', () => {
  test.each<[string, Partial<Exchange>, string]>([
    ['PUT /rest/api/3/thing', made, 'operation : is not described'],
    ['POST /rest/api/3/thing?quiet=true', made, 'query quiet: is no parameter'],
    ['POST /rest/api/3/thing?loud=very', made, 'query loud: must be boolean'],
    ['GET /rest/api/3/thing/7', { answer: message([]) }, 'query at: is required'],
    ['GET /rest/api/3/thing/7?at=x', { answer: message([]) }, 'query at: must be integer'],
    ['POST /rest/api/3/thing', { ...made, sent: nothing }, 'request : a body is required'],
    ['POST /rest/api/3/thing', { ...made, sent: message({ id: 1 }) }, 'request /id: must be string'],
    ['POST /rest/api/3/thing', { ...made, status: 200 }, 'status 200: is no status of this answer'],
    ['POST /rest/api/3/thing', { ...made, answer: nothing }, 'answer : a body is missing'],
    [
      'POST /rest/api/3/thing',
      { ...made, answer: { type: 'text/html', text: 'x' } },
      'answer text/html: is no media type',
    ],
    ['POST /rest/api/3/thing', { ...made, answer: { type: 'application/json', text: '{' } }, 'is no JSON'],
    ['GET /rest/api/3/thing/7?at=3', { answer: message([{ id: '1', more: 1 }]) }, 'answer /*/more: must NOT have'],
    ['GET /rest/api/3/thing/7?at=3', { answer: message([{ id: '1', made: 'today' }]) }, 'answer /*/made: must match'],
    ['GET /rest/agile/1.0/board', { status: 500 }, 'status 500: failed'],
  ])('%s %j is told', (line, parts, told) => {
    expect(found(line, parts)).toEqual([expect.stringContaining(told)])
  })

  test('asked directly, is judged by its answer alone', () => {
    expect(found('GET /rest/api/3/thing/7?none=1', { source: 'direct', answer: message([]) })).toEqual([])
    expect(found('GET /rest/api/3/thing/7', { source: 'direct', answer: message({}) })).toHaveLength(1)
  })
})
