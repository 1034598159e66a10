import type { FieldValue } from '@mmd/jira-api/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameText } from './same-text.ts'
import { holdsValue, sameValue } from './same-value.ts'
import { fieldIds, fieldValue } from './testing/arbitraries.ts'

const adf = (value: unknown) => ({ format: 'adf', source: JSON.stringify(value) }) as const
const wiki = (source: string) => ({ format: 'wiki', source }) as const

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

const estimates = (original: number | null, remaining: number | null): FieldValue => ({
  kind: 'estimates',
  estimates: { original, remaining, spent: 60 },
})

const sprint = (id: string, state: 'active' | 'closed') => ({
  id,
  name: `Sprint ${id}`,
  state,
  boardId: null,
  goal: null,
  start: null,
  end: null,
  completed: null,
})

describe('two values of a field are the same', () => {
  test('when they are one value, whichever way round they are compared', () => {
    const pair = fc.constantFrom(...fieldIds).chain((id) => fc.tuple(fieldValue(id), fieldValue(id)))
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(sameValue(one, one)).toBe(true)
        expect(sameValue(one, other)).toBe(sameValue(other, one))
        expect(holdsValue(one, one)).toBe(true)
      }),
    )
  })

  test.each<[string, FieldValue, FieldValue]>([
    [
      'by their ids, whatever they are called now',
      { kind: 'named', value: { id: '1', name: 'Major' } },
      { kind: 'named', value: { id: '1', name: 'Schwer' } },
    ],
    [
      'by their names where one has no id',
      { kind: 'named', value: { id: '', name: 'staff' } },
      { kind: 'named', value: { id: '7', name: 'staff' } },
    ],
    ['without the order of words', { kind: 'words', words: ['a', 'b'] }, { kind: 'words', words: ['b', 'a', 'b'] }],
    [
      'without the order of things',
      {
        kind: 'options',
        options: [
          { id: '1', label: 'a' },
          { id: '2', label: 'b' },
        ],
      },
      {
        kind: 'options',
        options: [
          { id: '2', label: 'b' },
          { id: '1', label: 'a' },
        ],
      },
    ],
    ['when an empty list stands for nothing', { kind: 'words', words: [] }, { kind: 'empty' }],
    ['when an empty text stands for nothing', { kind: 'text', text: ' \n' }, { kind: 'empty' }],
    [
      'by the moment of a time',
      { kind: 'time', time: '2026-11-22T08:00:00.000Z' },
      { kind: 'time', time: '2026-11-22T10:00:00.000+02:00' },
    ],
    ['without what was spent, to the minute', estimates(3600, null), estimates(3610, null)],
    [
      'without the sprints that are over',
      { kind: 'sprints', sprints: [sprint('1', 'closed'), sprint('2', 'active')] },
      { kind: 'sprints', sprints: [sprint('2', 'active')] },
    ],
    [
      'when all of its sprints are over and it has none',
      { kind: 'sprints', sprints: [sprint('1', 'closed')] },
      { kind: 'empty' },
    ],
  ])('%s', (_name, one, other) => {
    expect([sameValue(one, other), sameValue(other, one)]).toEqual([true, true])
  })

  test.each<[string, FieldValue, FieldValue]>([
    [
      'of another id',
      { kind: 'named', value: { id: '1', name: 'x' } },
      { kind: 'named', value: { id: '2', name: 'x' } },
    ],
    [
      'that are parents alone and with a child',
      { kind: 'cascading', parent: { id: '1', label: 'Web' }, child: null },
      { kind: 'cascading', parent: { id: '1', label: 'Web' }, child: { id: '2', label: 'Account' } },
    ],
    [
      'of which one list holds more',
      { kind: 'named-list', values: [{ id: '1', name: 'a' }] },
      {
        kind: 'named-list',
        values: [
          { id: '1', name: 'a' },
          { id: '2', name: 'b' },
        ],
      },
    ],
    ['that are numbers', { kind: 'number', number: 0 }, { kind: 'empty' }],
  ])('but not those %s', (_name, one, other) => {
    expect([sameValue(one, other), sameValue(other, one)]).toEqual([false, false])
  })

  test('when an estimate that was not told may be anything', () => {
    expect(holdsValue(estimates(3600, 60), estimates(null, 60))).toBe(true)
    expect(holdsValue(estimates(3600, 120), estimates(null, 60))).toBe(false)
  })
})

describe('texts are the same', () => {
  test('by their markup without line ends and trailing white space', () => {
    expect(sameText(wiki('h1. A\r\n\r\nb  \r\n'), wiki('h1. A\n\nb'))).toBe(true)
    expect(sameText(wiki('a\n\nb'), wiki('a\nb'))).toBe(false)
  })

  test('by their document, without the order of members and what the site adds for itself', () => {
    const one = adf({ type: 'doc', version: 1, content: [paragraph('a')] })
    const marked = { text: 'a', type: 'text', marks: [] }
    const other = adf({
      content: [{ content: [marked], attrs: { localId: '7' }, type: 'paragraph' }],
      version: 1,
      type: 'doc',
    })
    expect(sameText(one, other)).toBe(true)
    expect(sameText(one, adf({ type: 'doc', version: 1, content: [paragraph('b')] }))).toBe(false)
  })

  test('when one is plain and the other is that in its own form', () => {
    const plain = { format: 'plain', source: 'a\nb' } as const
    expect(sameText(plain, adf({ type: 'doc', version: 1, content: [paragraph('a'), paragraph('b')] }))).toBe(true)
    expect(sameText(wiki('a\nb'), plain)).toBe(true)
    expect(sameText(wiki('a'), adf({ type: 'doc', version: 1, content: [paragraph('a')] }))).toBe(false)
  })

  test('when they are broken in the same way', () => {
    expect(sameText({ format: 'adf', source: '{' }, { format: 'adf', source: '{' })).toBe(true)
    const deep = { format: 'adf', source: `${'['.repeat(100_000)}${']'.repeat(100_000)}` } as const
    expect(sameText(deep, deep)).toBe(true)
  })
})
