import { expect, test } from 'vitest'
import { openWorld, refusal, testIssue, testKey } from '../../app/testing.ts'
import { bare, plainTheme } from '../testing.ts'
import { drawModal } from './modals.ts'

test('a row of the outbox says what is done also where there is hardly room', async () => {
  const assign = () => Promise.reject(refusal('no such person'))
  const world = await openWorld({ answers: { assign }, size: { columns: 40, rows: 10 } })
  world.press('A')
  await world.until(() => world.session().replica.operations()[0]?.state === 'failed')
  const { lines = [] } = drawModal(world.app, { id: 1, kind: 'outbox', cursor: 0 }, plainTheme) ?? {}
  expect(lines.map(bare)[1]).toMatch(/▸ PAY-1 assign to Mia Me +✗ │$/)
})

test('nothing of the outbox moves while one goes through it', async () => {
  const edit = () =>
    Promise.reject(refusal('There are no labels in this project, and its administrators want none. '.repeat(3)))
  for (const size of [
    { columns: 24, rows: 6 },
    { columns: 40, rows: 10 },
    { columns: 80, rows: 24 },
  ]) {
    const world = await openWorld({ issues: [testIssue(1), testIssue(2)], answers: { edit, assign: edit }, size })
    for (const key of [testKey(1), testKey(2)])
      world.session().replica.perform({ kind: 'labels', key, add: ['one'], remove: [] })
    world.press('A')
    await world.until(
      () =>
        world
          .session()
          .replica.operations()
          .filter(({ state }) => state === 'failed').length > 1,
    )
    const drawn = world
      .session()
      .replica.operations()
      .map((_, cursor) => (drawModal(world.app, { id: 1, kind: 'outbox', cursor }, plainTheme)?.lines ?? []).map(bare))
    expect(drawn.length).toBeGreaterThan(1)
    const shape = (lines: readonly string[]) => lines.map((text) => (/PAY-/.test(text) ? 'row' : /─{10}/.test(text)))
    for (const lines of drawn) {
      expect(lines.join('\n')).toContain('Esc closes')
      expect(lines).toHaveLength(drawn[0]?.length ?? 0)
    }
    expect(shape(drawn[1] ?? [])).toEqual(shape(drawn[0] ?? []))
    await world.session().close()
  }
})

test('an empty outbox says so and how one leaves, and is no larger than that', async () => {
  for (const [columns, rows] of [
    [40, 10],
    [120, 36],
  ] as const) {
    const world = await openWorld({ size: { columns, rows } })
    const { lines = [] } = drawModal(world.app, { id: 1, kind: 'outbox', cursor: 0 }, plainTheme) ?? {}
    expect(lines.map(bare).map((text) => text.replaceAll(/[^\w ]/gu, '').trim())).toEqual([
      'Outbox',
      'Everything was sent',
      '',
      'Esc closes',
      '',
    ])
  }
})
