import { describe, expect, test } from 'vitest'
import { readFieldSchema } from './field-schema.ts'
import { wireText } from './wire-text.ts'
import { wireId, wireTime, writeFieldValue } from './write-value.ts'

const dataCenter = { person: 'name', text: 'wiki' } as const
const schema = (type: string, items?: string): ReturnType<typeof readFieldSchema> => readFieldSchema({ type, items })

describe('a text', () => {
  test('goes as markup or as a document, whichever the site keeps', () => {
    expect(wireText({ format: 'wiki', source: 'a\r\n*b*' }, 'wiki')).toBe('a\r\n*b*')
    const document = { type: 'doc', version: 1, content: [] }
    expect(wireText({ format: 'adf', source: JSON.stringify(document) }, 'adf')).toEqual(document)
  })

  test('of characters alone goes anywhere, line for line', () => {
    expect(wireText({ format: 'plain', source: 'a\n\nb' }, 'wiki')).toBe('a\n\nb')
    expect(wireText({ format: 'plain', source: 'a\r\n\nb' }, 'adf')).toEqual({
      type: 'doc',
      version: 1,
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'a' }] },
        { type: 'paragraph' },
        { type: 'paragraph', content: [{ type: 'text', text: 'b' }] },
      ],
    })
  })

  test('is never sent in a form that the site does not keep', () => {
    expect(() => wireText({ format: 'wiki', source: '*b*' }, 'adf')).toThrow(TypeError)
    expect(() => wireText({ format: 'adf', source: '{}' }, 'wiki')).toThrow(TypeError)
  })
})

describe('what JSON would make an empty field of is not sent', () => {
  const nobody = { id: '', name: 'Gone', active: false }

  test.each([
    ['a person whom nothing names', { kind: 'user', user: nobody }, schema('user')],
    ['one of several', { kind: 'users', users: [nobody] }, schema('array', 'user')],
    ['a number without an end', { kind: 'number', number: Number.NaN }, schema('number')],
  ] as const)('%s', (_, value, field) => {
    expect(() => writeFieldValue(value, field, dataCenter)).toThrow(TypeError)
  })

  test('an id that is no number', () => {
    expect(wireId('37')).toBe(37)
    expect(() => wireId('')).toThrow(TypeError)
    expect(() => wireId('x7')).toThrow(TypeError)
  })
})

test.each([
  ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000+0000'],
  ['2026-11-22T10:00:00.5+02:00', '2026-11-22T08:00:00.500+0000'],
])('the time %s is written as sites take it', (time, wire) => {
  expect(wireTime(time)).toBe(wire)
})

test('what is no time is not sent', () => {
  expect(() => wireTime('tomorrow')).toThrow(TypeError)
})
