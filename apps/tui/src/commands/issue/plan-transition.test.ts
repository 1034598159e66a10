import type { FieldMeta, Status, Transition } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { testField } from '../../app/testing/fields.ts'
import { type AppErrorCode, isAppError } from '../../config/app-error.ts'
import { planTransition, type TransitionWish } from './plan-transition.ts'

const field = (overrides: Partial<FieldMeta>): FieldMeta => testField('customfield_1', { name: 'Cause', ...overrides })

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

  test('carries the values for the fields of its screen, and the resolution that the row will show', () => {
    expect(plan({ resolution: 'fixed', fields: [{ name: 'cause', value: 'rain' }] })).toMatchObject({
      given: [
        { field: { id: 'customfield_1' }, value: 'rain' },
        { field: { id: 'resolution' }, value: 'fixed' },
      ],
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
