import { expect, test } from 'vitest'
import type { Action } from './action.ts'
import { actions, bindingsFor, findClashes } from './registry.ts'

test('the table has no id twice and no key twice in one place', () => {
  expect(findClashes(actions)).toEqual([])
})

test('a clash is told with both names', () => {
  const action = (id: string): Action => ({
    id,
    title: id,
    group: 'List',
    scope: 'list',
    keys: [['x']],
    run: () => undefined,
  })
  expect(findClashes([action('one'), action('two')])).toEqual(['x is claimed by one and two'])
  expect(findClashes([action('one'), { ...action('one'), keys: [] }])).toEqual(['two actions are called one'])
})

test('each action has a title, and hints fit the footer', () => {
  for (const { title, hint } of actions) {
    expect(title.length).toBeGreaterThan(1)
    expect((hint ?? '').length).toBeLessThanOrEqual(10)
  }
})

test('bindings of the nearer scope come first', () => {
  const found = bindingsFor(actions, ['list', 'triage', 'app']).find(({ sequence }) => sequence.join(' ') === 'enter')
  expect(found?.action).toBe('issue.open')
})
