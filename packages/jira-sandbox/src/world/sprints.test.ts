import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWorld } from './create-world.ts'
import { makeSprints } from './sprints.ts'

test('whenever a world is made, each board has a sprint that is over, one under way and one to come', () => {
  const anyTime = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) })
  fc.assert(
    fc.property(anyTime, (now) => {
      const sprints = makeSprints(now)
      for (const board of [4, 7]) {
        const own = sprints.filter(({ boardId }) => boardId === board)
        expect(own.map(({ state }) => state)).toEqual(['CLOSED', 'ACTIVE', 'FUTURE'])
        const [over, current, planned] = own
        expect(over?.completed).toBeLessThan(now)
        expect(over?.completed).toBeLessThan(current?.start ?? 0)
        expect(current?.start).toBeLessThan(now)
        expect(current?.end).toBeGreaterThan(now)
        expect([planned?.start, planned?.end, planned?.activated]).toEqual([null, null, null])
      }
    }),
  )
})

test('issues of operations are in sprints of their own board, and incidents in none', () => {
  const { issues, sprints } = createWorld()
  const own = new Set(sprints.filter(({ boardId }) => boardId === 7).map(({ id }) => String(id)))
  const planned = issues.filter(({ projectKey, custom }) => projectKey === 'OPS' && custom.has('customfield_10101'))
  expect(planned.length).toBeGreaterThan(5)
  for (const { custom, typeId } of planned) {
    const value = custom.get('customfield_10101')
    expect(typeof value === 'object' && value.every((id) => own.has(id))).toBe(true)
    expect(typeId).not.toBe('10005')
  }
})
