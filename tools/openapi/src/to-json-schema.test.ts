import { expect, test } from 'vitest'
import { toJsonSchema } from './to-json-schema.ts'

test('what may be null is of two types, at any depth', () => {
  expect(toJsonSchema({ properties: { a: { type: 'string', nullable: true, enum: ['x'] } } })).toEqual({
    properties: { a: { type: ['string', 'null'], enum: ['x', null] } },
  })
  expect(toJsonSchema({ allOf: [{ $ref: '#/a' }], nullable: true })).toEqual({
    anyOf: [{ type: 'null' }, { allOf: [{ $ref: '#/a' }] }],
  })
})

test('a schema of choices that forbids the members of each forbids them no more', () => {
  const choices = { anyOf: [{ $ref: '#/a' }, { $ref: '#/b' }] }
  expect(toJsonSchema({ ...choices, additionalProperties: false })).toEqual(choices)
  const own = { ...choices, additionalProperties: false, properties: { a: {} } }
  expect(toJsonSchema(own)).toEqual(own)
})
