import type { FieldMeta, Status, Transition } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { type AppErrorCode, isAppError } from '../../config/app-error.ts'
import { parseGivenField, toWireValue } from './field-value.ts'
import { planTransition, type TransitionWish } from './plan-transition.ts'

const field = (overrides: Partial<FieldMeta>): FieldMeta => ({
  id: 'customfield_1',
  name: 'Cause',
  required: false,
  hasDefault: false,
  type: 'string',
  items: null,
  system: null,
  custom: null,
  operations: ['set'],
  allowedValues: [],
  ...overrides,
})

const option = (id: string, label: string) => ({ id, label, wire: { id } })
const status = (name: string): Status => ({ id: name, name, category: 'done' })

const resolution = field({
  id: 'resolution',
  name: 'Resolution',
  required: true,
  type: 'resolution',
  allowedValues: [option('1', 'Fixed'), option('2', 'Won’t Do')],
})

const transitions: readonly Transition[] = [
  { id: '11', name: 'Start', to: status('In Progress'), available: true, fields: [] },
  { id: '21', name: 'Close', to: status('Done'), available: true, fields: [resolution, field({})] },
  { id: '31', name: 'Reject', to: status('Rejected'), available: true, fields: [field({ required: true })] },
  { id: '41', name: 'Resolve', to: status('Rejected'), available: true, fields: [] },
]

const plan = (wish: Partial<TransitionWish>) => planTransition(transitions, { to: 'Done', fields: [], ...wish })

const refusal = (run: () => unknown, code: AppErrorCode) => {
  try {
    run()
  } catch (error) {
    if (isAppError(error, code)) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('a transition', () => {
  test.each([
    ['Start', '11'],
    ['in progress', '11'],
    ['reject', '31'],
  ])('is found by its name or its status: %s', (to, id) => {
    expect(plan({ to, fields: [{ name: 'Cause', value: 'x' }].slice(id === '31' ? 0 : 1) }).transition.id).toBe(id)
  })

  test('carries wire values and the resolution that the row will show', () => {
    expect(plan({ resolution: 'fixed', fields: [{ name: 'cause', value: 'rain' }] })).toMatchObject({
      fields: { resolution: { id: '1' }, customfield_1: 'rain' },
      resolution: { id: '1', name: 'Fixed' },
    })
  })

  test('that needs a field names the flag and the allowed values', () => {
    const error = refusal(() => plan({}), 'fields-needed')
    expect(error.message).toBe('“Close” needs Resolution')
    expect(error.hint).toBe('Add --resolution (Fixed, Won’t Do)')
    expect(error.fields).toEqual({ resolution: 'Resolution is required' })
  })

  test('does not take an empty value for a required field', () => {
    const wish = { to: 'Reject', fields: [{ name: 'Cause', value: ' ' }] }
    expect(refusal(() => plan(wish), 'fields-needed').message).toBe('“Reject” needs Cause')
  })

  test('that leads nowhere lists what is possible', () => {
    expect(refusal(() => plan({ to: 'Moon' }), 'unknown-transition').hint).toContain('Start (to In Progress)')
  })

  test('is asked for by name when several lead to the status', () => {
    expect(refusal(() => plan({ to: 'Rejected' }), 'unknown-transition').hint).toBe(
      'Name one of them: --to "Reject", --to "Resolve"',
    )
  })

  test('refuses values that the field does not have', () => {
    expect(refusal(() => plan({ resolution: 'Maybe' }), 'bad-value').hint).toBe('Allowed: Fixed, Won’t Do')
    refusal(() => plan({ resolution: 'Fixed', fields: [{ name: 'Colour', value: 'x' }] }), 'bad-value')
  })
})

describe('a typed value', () => {
  const list = field({ type: 'array', items: 'string' })
  const versions = field({ type: 'array', items: 'version', allowedValues: [option('7', '1.0'), option('8', '1,1')] })
  test.each([
    [field({}), 'text = with = signs', 'text = with = signs'],
    [field({}), '', null],
    [field({ type: 'number' }), '1.5', 1.5],
    [list, 'a, b,c', ['a', 'b', 'c']],
    [list, String.raw`one\, two,three`, ['one, two', 'three']],
    [list, '', []],
    [versions, String.raw`1.0,1\,1`, [{ id: '7' }, { id: '8' }]],
    [field({ type: 'user' }), 'mira', { name: 'mira' }],
    [field({ type: 'option', allowedValues: [option('5', 'Yes')] }), 'YES', { id: '5' }],
    [field({ type: 'option', allowedValues: [option('5', 'Yes')] }), '5', { id: '5' }],
    [field({ type: 'option-with-child' }), 'A > B', { value: 'A', child: { value: 'B' } }],
    [field({}), 'json:{"a":[1]}', { a: [1] }],
  ])('%# becomes what the site wants', (meta, text, wire) => {
    expect(toWireValue(meta, text)).toEqual(wire)
  })

  test.each([
    [field({ type: 'user' }), '712020:a-b', { accountId: '712020:a-b' }],
    [
      field({ type: 'array', items: 'user' }),
      '712020:a, 712020:b',
      [{ accountId: '712020:a' }, { accountId: '712020:b' }],
    ],
  ])('%# names people by account id on Cloud', (meta, text, wire) => {
    expect(toWireValue(meta, text, 'cloud')).toEqual(wire)
  })

  test.each([
    [field({ type: 'number' }), 'many'],
    [field({}), 'json:{'],
  ])('%# is refused', (meta, text) => {
    expect(refusal(() => toWireValue(meta, text), 'bad-value').message).toContain('Cause')
  })

  test('has a name before the equals sign', () => {
    expect(parseGivenField('Fix Version/s=1=2')).toEqual({ name: 'Fix Version/s', value: '1=2' })
    refusal(() => parseGivenField('=x'), 'usage')
  })
})
