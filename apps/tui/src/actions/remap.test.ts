import { describe, expect, test } from 'vitest'
import type { Action, Scope } from './action.ts'
import { actions, findClashes } from './registry.ts'
import { remap } from './remap.ts'

const action = (id: string, scope: Scope, ...keys: readonly string[]): Action => ({
  id,
  title: id.toUpperCase(),
  group: 'List',
  scope,
  keys: keys.map((sequence) => sequence.split(' ')),
  run: () => undefined,
})

const table = [
  action('open', 'list', 'o', 'g o'),
  action('mark', 'list', 'x'),
  action('back', 'triage', 'b'),
  action('quit', 'app', 'q'),
  action('begin', 'welcome', 'y'),
]

const keysOf = (given: Parameters<typeof remap>[1]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(remap(table, given).actions.map(({ id, keys }) => [id, keys.map((one) => one.join(' '))]))

describe('keys of one’s own', () => {
  test('stand in the place of those that the action had', () => {
    expect(keysOf({ mark: [['m'], ['g', 'm']], open: [] })).toMatchObject({ mark: ['m', 'g m'], open: [] })
    expect(remap(table, { mark: [['m']] }).clashes).toEqual([])
  })

  test('are taken from the action that had them, and both names are told', () => {
    const given = { mark: [['o']] }
    expect(keysOf(given)).toMatchObject({ mark: ['o'], open: ['g o'] })
    expect(remap(table, given).clashes.map(({ words }) => words)).toEqual(['o is mark (MARK), no longer open (OPEN)'])
  })

  test('that begin others take these too: they could not be reached', () => {
    const given = { mark: [['g']] }
    expect(keysOf(given)).toMatchObject({ mark: ['g'], open: ['o'] })
    expect(remap(table, given).clashes.map(({ words }) => words)).toEqual([
      'g is mark (MARK), no longer g o of open (OPEN)',
    ])
    expect(keysOf({ mark: [['o', 'o']] })).toMatchObject({ mark: ['o o'], open: ['g o'] })
  })

  test('that two were given stay with the first', () => {
    const { clashes } = remap(table, { back: [['z']], mark: [['z']] })
    expect(clashes.map(({ winner, loser }) => [winner, loser])).toEqual([['back', 'mark']])
    expect(keysOf({ back: [['z']], mark: [['z']] })).toMatchObject({ back: ['z'], mark: [] })
  })

  test('of a nearer pane hide those of the others there only', () => {
    expect(keysOf({ mark: [['q']] })).toMatchObject({ mark: ['q'], quit: ['q'] })
    expect(remap(table, { mark: [['q']] }).clashes).toHaveLength(1)
  })

  test('that the action had by itself are no news', () => {
    const shadowed = [...table, action('peek', 'triage', 'x')]
    expect(remap(shadowed, { peek: [['x'], ['z']] }).clashes).toEqual([])
    expect(remap(shadowed, { peek: [['x']], mark: [['x']] }).clashes).toHaveLength(1)
  })

  test('are free where the other action is never live', () => {
    expect(remap(table, { mark: [['y']] }).clashes).toEqual([])
  })

  test('leave the whole table without a clash', () => {
    const given = Object.fromEntries(actions.map(({ id }) => [id, [['s']]]))
    expect(findClashes(remap(actions, given).actions)).toEqual([])
    expect(remap(actions, {}).actions).toEqual(actions)
  })
})
