import type { FieldMeta, User } from '@mmd/jira-api/model'
import { describe, expect, test } from 'vitest'
import { testField } from '../../../app/testing/fields.ts'
import { AppError } from '../../../config/app-error.ts'
import { toTypedValue, toWire, type ValuePorts } from './field-value.ts'
import { findField, flagFor, parseGivenField } from './given-field.ts'
import { givenFields, matchFields } from './set-fields.ts'

const field = (overrides: Partial<FieldMeta>): FieldMeta => testField('customfield_1', { name: 'Cause', ...overrides })

const option = (id: string, label: string) => ({ id, label, wire: { id } })
const people: Readonly<Record<string, User>> = { mira: { id: '712020:a-b', name: 'Mira', active: true } }

const ports = (deployment: ValuePorts['deployment'] = 'datacenter'): ValuePorts => ({
  deployment,
  person: async (text) => people[text] ?? { id: text, name: text, active: true },
  text: async (source) => ({ format: deployment === 'cloud' ? 'plain' : 'wiki', source }),
})

const list = field({ type: 'array', items: 'string' })
const versions = field({ type: 'array', items: 'version', allowedValues: [option('7', '1.0'), option('8', '1,1')] })
const yes = field({ type: 'option', allowedValues: [option('5', 'Yes')] })
const levels = field({ type: 'option-with-child', allowedValues: [option('3', 'A')] })

describe('a typed value', () => {
  test.each([
    [field({}), 'text = with = signs', 'text = with = signs'],
    [field({}), '', null],
    [field({ type: 'number' }), '1.5', 1.5],
    [field({ type: 'date' }), '2026-12-24', '2026-12-24'],
    [field({ type: 'datetime' }), '2026-12-24T09:30:00Z', '2026-12-24T09:30:00.000+0000'],
    [list, 'a, b,c', ['a', 'b', 'c']],
    [list, String.raw`one\, two,three`, ['one, two', 'three']],
    [list, '', []],
    [versions, String.raw`1.0,1\,1`, [{ id: '7' }, { id: '8' }]],
    [field({ type: 'user' }), 'ada', { name: 'ada' }],
    [yes, 'YES', { id: '5' }],
    [yes, '5', { id: '5' }],
    [levels, 'a > B', { value: 'A', child: { value: 'B' } }],
    [levels, 'A', { value: 'A' }],
    [field({ system: 'parent', type: 'issuelink' }), 'pay-9', { key: 'PAY-9' }],
    [field({ custom: 'com.pyxis.greenhopper.jira:gh-epic-link', type: 'any' }), 'PAY-9', 'PAY-9'],
    [field({ type: 'timetracking' }), '4h/90m', { originalEstimate: '240m', remainingEstimate: '90m' }],
    [field({ type: 'timetracking' }), '/1h', { remainingEstimate: '60m' }],
    [field({}), 'json:{"a":[1]}', { a: [1] }],
  ])('%# becomes what the site wants', async (meta, text, wire) => {
    expect(await toWire(meta, text, ports())).toEqual(wire)
  })

  test('names people by account id on Cloud', async () => {
    expect(await toWire(field({ type: 'user' }), 'mira', ports('cloud'))).toEqual({ accountId: '712020:a-b' })
    const users = field({ type: 'array', items: 'user' })
    expect(await toWire(users, 'mira, 712020:c', ports('cloud'))).toEqual([
      { accountId: '712020:a-b' },
      { accountId: '712020:c' },
    ])
  })

  test('in the site’s own form is shown as it was typed', async () => {
    expect(await toTypedValue(field({ type: 'any' }), 'json: {"x":1}', ports())).toEqual({
      value: { kind: 'unknown', label: '{"x":1}' },
      wire: { x: 1 },
    })
  })

  test.each([
    [field({ type: 'number' }), 'many'],
    [field({ type: 'date' }), '2026-02-30'],
    [field({ type: 'datetime' }), 'soon'],
    [field({ type: 'timetracking' }), 'long'],
    [field({ custom: 'com.pyxis.greenhopper.jira:gh-sprint', type: 'array' }), 'Sprint 7'],
    [field({ custom: 'com.atlassian.servicedesk:sd-sla-field', type: 'any' }), '1h'],
    [field({ type: 'array', items: 'object' }), 'x'],
    [field({}), 'json:{'],
    [yes, 'Perhaps'],
  ])('%# is refused with the field’s name', async (meta, text) => {
    const error: unknown = await toWire(meta, text, ports()).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'bad-value', message: expect.stringContaining('Cause') })
  })
})

describe('a field', () => {
  test('has a name before the equals sign', () => {
    expect(parseGivenField('Fix Version/s=1=2')).toEqual({ name: 'Fix Version/s', value: '1=2' })
    expect(() => parseGivenField('=x')).toThrow('NAME=VALUE')
  })

  test('is found by id, else by name; two of one name are listed by their ids', () => {
    const two = [field({ id: 'customfield_1' }), field({ id: 'customfield_2' })]
    expect(findField(two, 'customfield_2').id).toBe('customfield_2')
    expect(() => findField(two, 'cause')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('customfield_1, customfield_2') }),
    )
  })

  test('that is missing is told by its flag and what it allows', () => {
    expect(flagFor(yes, {})).toBe('--field "Cause=…" (Yes)')
    expect(flagFor(field({ id: 'duedate' }), { duedate: '--due DATE' })).toBe('--due DATE')
  })

  test('that is the parent is the epic link where there is no other', () => {
    const epic = field({ id: 'customfield_9', custom: 'com.pyxis.greenhopper.jira:gh-epic-link' })
    expect(matchFields([epic], [{ name: 'parent', value: 'PAY-1' }])[0]?.field.id).toBe('customfield_9')
  })
})

test('flags become fields in one list, whatever is repeated', () => {
  expect(givenFields({ summary: 'S', label: ['a,b', 'c'], component: [''], field: ['Cause=x'] })).toEqual([
    { name: 'summary', value: 'S' },
    { name: 'labels', value: String.raw`a\,b,c` },
    { name: 'components', value: '' },
    { name: 'Cause', value: 'x' },
  ])
  expect(() => givenFields({ summary: ' ' })).toThrow('summary is empty')
})
