import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Binding, nothingPending, type PendingKeys, resolveKey } from './dispatcher.ts'

const bindings: readonly Binding[] = [
  { sequence: ['j'], action: 'down' },
  { sequence: ['g', 'g'], action: 'first' },
  { sequence: ['g', 'e'], action: 'end' },
  { sequence: ['0'], action: 'start' },
  { sequence: ['j'], action: 'shadowed' },
]

const type = (keys: string): ReturnType<typeof resolveKey> => {
  let pending: PendingKeys = nothingPending
  let resolved: ReturnType<typeof resolveKey> = { kind: 'unbound' }
  for (const key of keys) {
    resolved = resolveKey(pending, key, bindings)
    pending = resolved.kind === 'wait' ? resolved.pending : nothingPending
  }
  return resolved
}

test('a key runs its action, and the nearest binding wins', () => {
  expect(type('j')).toEqual({ kind: 'run', action: 'down', count: undefined })
})

test('digits before a key are its count', () => {
  expect(type('12j')).toEqual({ kind: 'run', action: 'down', count: 12 })
  expect(type('10j')).toEqual({ kind: 'run', action: 'down', count: 10 })
})

test('a zero that begins nothing is a key like others', () => {
  expect(type('0')).toEqual({ kind: 'run', action: 'start', count: undefined })
})

test('a sequence waits for its rest and keeps the count', () => {
  expect(type('3g')).toEqual({ kind: 'wait', pending: { count: '3', sequence: ['g'] } })
  expect(type('3gg')).toEqual({ kind: 'run', action: 'first', count: 3 })
})

test('a nearer sequence waits for its rest where a farther binding is its first key alone', () => {
  const nested: readonly Binding[] = [
    { sequence: ['g', 'd'], action: 'near' },
    { sequence: ['g'], action: 'far' },
  ]
  const first = resolveKey(nothingPending, 'g', nested)
  expect(first.kind).toBe('wait')
  expect(resolveKey({ count: '', sequence: ['g'] }, 'd', nested)).toMatchObject({ action: 'near' })
  expect(resolveKey(nothingPending, 'g', nested.toReversed())).toMatchObject({ action: 'far' })
})

test('a key that continues nothing is unbound', () => {
  expect(type('gx')).toEqual({ kind: 'unbound' })
})

test('any typing ends in a known resolution and a count never exceeds its cap', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('j', 'g', 'e', '0', '1', '9', 'x')), (keys) => {
      const resolved = type(keys.join(''))
      if (resolved.kind === 'run' && resolved.count !== undefined) expect(resolved.count).toBeLessThanOrEqual(99_999)
      expect(['run', 'wait', 'unbound']).toContain(resolved.kind)
    }),
  )
})
