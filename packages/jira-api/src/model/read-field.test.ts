import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFieldInfo, readFieldMeta, readTransition } from './read-field.ts'

const optionsOf = (allowedValues: unknown) => readFieldMeta('customfield_1', { allowedValues }).allowedValues

describe('allowed values', () => {
  test.each([
    ['by id and value', { id: '11', value: 'Red' }, { id: '11', label: 'Red', wire: { id: '11' } }],
    ['by id and name', { id: '1', name: 'Fixed' }, { id: '1', label: 'Fixed', wire: { id: '1' } }],
    ['by value alone', { value: 'Red' }, { id: 'Red', label: 'Red', wire: { value: 'Red' } }],
    ['by name alone', { name: 'Red' }, { id: 'Red', label: 'Red', wire: { name: 'Red' } }],
    [
      'by key and name',
      { key: 'PAY', name: 'Payments' },
      { id: 'Payments', label: 'Payments', wire: { name: 'Payments' } },
    ],
    ['by numeric id and label', { id: 7, label: 'Up' }, { id: '7', label: 'Up', wire: { id: 7 } }],
    ['as bare strings', 'red', { id: 'red', label: 'red', wire: 'red' }],
    [
      'by language',
      { displayName: 'English', languageCode: 'en' },
      { id: 'English', label: 'English', wire: { displayName: 'English', languageCode: 'en' } },
    ],
  ])('are read %s', (_, value, option) => {
    expect(optionsOf([value])).toEqual([option])
  })

  test('in an array in an array are all read', () => {
    expect(
      optionsOf([
        [
          { id: '1', name: 'a' },
          { id: '2', name: 'b' },
        ],
      ]).map(({ id }) => id),
    ).toEqual(['1', '2'])
  })

  test('that cascade are offered with each child', () => {
    const value = { id: '1', value: 'EU', children: [{ id: '2', value: 'Berlin' }] }
    expect(optionsOf([value])).toEqual([
      { id: '1', label: 'EU', wire: { id: '1' } },
      { id: '2', label: 'EU > Berlin', wire: { id: '1', child: { id: '2' } }, parent: '1' },
    ])
  })

  test('show cleaned words and send the original ones', () => {
    expect(optionsOf([{ value: 'a\u200bb' }])).toEqual([{ id: 'ab', label: 'ab', wire: { value: 'a\u200bb' } }])
  })
})

test('a transition has its target and the fields of its screen, known by their key in the map', () => {
  const resolution = {
    required: true,
    schema: { type: 'resolution' },
    name: 'Resolution',
    allowedValues: [{ id: '1', name: 'Fixed' }],
  }
  const versions = { required: false, hasDefaultValue: true, schema: { type: 'array', items: 'version' } }
  const to = { id: '10001', name: 'Done', statusCategory: { key: 'done' } }
  expect(readTransition({ id: 31, name: 'Close', to, fields: { resolution, fixVersions: versions } })).toEqual({
    id: '31',
    name: 'Close',
    to: { id: '10001', name: 'Done', category: 'done' },
    available: true,
    fields: [
      {
        id: 'resolution',
        name: 'Resolution',
        required: true,
        hasDefault: false,
        type: 'resolution',
        items: null,
        system: null,
        custom: null,
        operations: [],
        allowedValues: [{ id: '1', label: 'Fixed', wire: { id: '1' } }],
      },
      {
        id: 'fixVersions',
        name: 'fixVersions',
        required: false,
        hasDefault: true,
        type: 'array',
        items: 'version',
        system: null,
        custom: null,
        operations: [],
        allowedValues: [],
      },
    ],
  })
})

test('any JSON is survived', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(readFieldMeta('x', value).id).toBe('x')
      expect(readFieldMeta('x', { allowedValues: [value], schema: value }).id).toBe('x')
      expect(() => [readTransition(value), readFieldInfo(value)]).not.toThrow()
    }),
  )
})

test('a field of the catalogue may have no schema', () => {
  expect(readFieldInfo({ id: 'issuekey', name: 'Key', custom: false })).toEqual({
    id: 'issuekey',
    name: 'Key',
    custom: false,
    schema: { type: 'any', items: null, system: null, custom: null },
    clauseNames: [],
  })
  expect(readFieldInfo({ name: 'Nameless' })).toBeNull()
})

test('a field brings its default as a value, and its versions what became of them', () => {
  const schema = { type: 'array', items: 'version', system: 'fixVersions' }
  const allowedValues = [
    { id: '1', name: '1.0', released: true, archived: true },
    { id: '2', name: '2.0', released: false, archived: false },
  ]
  const meta = readFieldMeta('fixVersions', { schema, allowedValues, defaultValue: [{ id: '2', name: '2.0' }] })
  expect(meta.defaultValue).toEqual({ kind: 'named-list', values: [{ id: '2', name: '2.0' }] })
  expect(meta.allowedValues).toEqual([
    { id: '1', label: '1.0', wire: { id: '1' }, released: true, archived: true },
    { id: '2', label: '2.0', wire: { id: '2' } },
  ])
  const opaque = readFieldMeta('x', { schema: { type: 'any' }, defaultValue: { a: 1 } })
  expect(opaque).toMatchObject({ hasDefault: true })
  expect(opaque.defaultValue).toBeUndefined()
})
