import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SecretStore } from '../ports.ts'
import { fakeSecrets, givenFolder } from '../testing.ts'
import { openFileStore } from './file-store.ts'
import { inPieces } from './pieces.ts'

const limit = 80
const key = 'site/acme/credential'
const long = (letter: string, pieces = 3): string => letter.repeat(limit * (pieces - 1) + 1)

class Crash extends Error {}

/** The store of a process that dies at its n-th call, right before that has an effect or right after. */
const dyingAt = (store: SecretStore, step: number, isAfter: boolean): SecretStore => {
  let left = step
  const call = async <T>(effect: () => Promise<T>): Promise<T> => {
    left -= 1
    if (left < 0) throw new Crash()
    if (left > 0) return effect()
    if (isAfter) await effect()
    throw new Crash()
  }
  return {
    ...store,
    get: (name) => call(() => store.get(name)),
    set: (name, value) => call(() => store.set(name, value)),
    delete: (name) => call(() => store.delete(name)),
  }
}

/** `undefined` deletes. */
const change = (store: SecretStore, name: string, value: string | undefined): Promise<void> =>
  value === undefined ? store.delete(name) : store.set(name, value)

const didCrash = async (work: Promise<void>): Promise<boolean> => {
  try {
    await work
    return false
  } catch (error) {
    if (error instanceof Crash) return true
    throw error
  }
}

/** How many entries of the store a value takes. */
const entriesFor = (value: string | undefined): number => {
  if (value === undefined) return 0
  if (value.length <= limit && !value.startsWith('mmd-pieces ')) return 1
  return 1 + Math.ceil(value.length / limit)
}

const aHead = async (): Promise<string> => {
  const world = fakeSecrets()
  await inPieces(world, limit).set(key, long('x'))
  return world.held.get(key) ?? ''
}

describe('a store of pieces', () => {
  test.each(['', 'short', 'x'.repeat(limit)])('keeps what fits as it is: %j', async (value) => {
    const world = fakeSecrets()
    const store = inPieces(world, limit)
    await store.set(key, value)
    expect([...world.held]).toEqual([[key, value]])
    expect(await store.get(key)).toBe(value)
  })

  test('keeps what is longer in entries that fit', async () => {
    const world = fakeSecrets()
    const store = inPieces(world, limit)
    const value = `${'a'.repeat(limit)}${'b'.repeat(limit)}c`
    await store.set(key, value)
    expect(await store.get(key)).toBe(value)
    expect(world.held.get(key)).toMatch(/^mmd-pieces 1 a 3 [\w-]{43}$/u)
    expect([...world.held.values()].every((entry) => entry.length <= limit)).toBe(true)
    expect(world.held.get(`${key}/piece/a/2`)).toBe('c')
  })

  test('keeps what takes very many entries', async () => {
    const store = inPieces(fakeSecrets(), limit)
    await store.set(key, long('x', 120))
    expect(await store.get(key)).toBe(long('x', 120))
  })

  test('does not cut a letter in two', async () => {
    const world = fakeSecrets()
    await inPieces(world, limit).set(key, `x${'𝕏'.repeat(100)}`)
    expect([...world.held.values()].every((entry) => entry.isWellFormed() && entry.length <= limit)).toBe(true)
    expect(await inPieces(world, limit).get(key)).toBe(`x${'𝕏'.repeat(100)}`)
  })

  test('gives back a value that looks like a head', async () => {
    const store = inPieces(fakeSecrets(), limit)
    const value = await aHead()
    await store.set(key, value)
    expect(await store.get(key)).toBe(value)
    await store.set(key, 'mmd-pieces ')
    expect(await store.get(key)).toBe('mmd-pieces ')
  })

  test('says what kind of store it is and takes no limit that a head does not fit into', () => {
    expect(inPieces(fakeSecrets(), limit)).toMatchObject({ kind: 'file', where: 'memory' })
    expect(() => inPieces(fakeSecrets(), 79)).toThrow(new TypeError('The limit must be at least 80'))
    expect(() => inPieces(fakeSecrets(), Number.NaN)).toThrow(TypeError)
  })
})

describe('a damaged set of pieces', () => {
  test.each<[string, (held: Map<string, string>) => unknown]>([
    ['without one piece', (held) => held.delete(`${key}/piece/a/1`)],
    ['without the last letter', (held) => held.set(`${key}/piece/a/2`, '')],
    ['with a piece of something else', (held) => held.set(`${key}/piece/a/0`, 'y'.repeat(limit))],
    ['with a head that is cut', (held) => held.set(key, held.get(key)?.slice(0, -1) ?? '')],
    ['with a head of another format', (held) => held.set(key, 'mmd-pieces 2')],
  ])('%s is reported, and mended by the next change', async (_, damage) => {
    const world = fakeSecrets()
    const store = inPieces(world, limit)
    await store.set(key, long('x'))
    damage(world.held)
    const failure = await store.get(key).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'AuthError', code: 'store-failed', detail: 'memory' })
    expect(String(failure)).not.toContain('xxx')
    await store.set(key, long('z'))
    expect(await store.get(key)).toBe(long('z'))
  })

  test.each(['short', long('z'), undefined])(
    'with a gap leaves nothing behind when it is replaced: %.8j',
    async (value) => {
      const world = fakeSecrets()
      const store = inPieces(world, limit)
      await store.set(key, long('x', 5))
      world.held.delete(`${key}/piece/a/1`)
      await change(store, key, value)
      expect(world.held.size).toBe(entriesFor(value))
    },
  )
})

describe('at the same time', () => {
  test('writers of one process take turns, and the last one stays', async () => {
    const world = fakeSecrets()
    const store = inPieces(world, limit)
    const values = ['a', 'b', 'c', 'd'].map((letter, index) => long(letter, 5 - index))
    await Promise.all([store.set(key, 'x'), ...values.map((value) => store.set(key, value))])
    expect(await store.get(key)).toBe(values[3])
    expect(world.held.size).toBe(entriesFor(values[3]))
  })

  test('a writer who comes while the second one writes waits for it', async () => {
    const world = fakeSecrets()
    const store = inPieces(world, limit)
    const first = store.set(key, 'short')
    const second = store.set(key, long('a', 9))
    await first
    await Promise.all([second, store.set(key, long('b', 2))])
    expect(await store.get(key)).toBe(long('b', 2))
    expect(world.held.size).toBe(entriesFor(long('b', 2)))
  })

  test('a write that fails does not stop the next one', async () => {
    const world = fakeSecrets()
    const store = inPieces(
      {
        ...world,
        set: async (name, value) => {
          if (value === 'x') throw new Crash()
          await world.set(name, value)
        },
      },
      limit,
    )
    const [first] = await Promise.allSettled([store.set(key, 'x'), store.set(key, long('y'))])
    expect(first).toMatchObject({ status: 'rejected' })
    expect(await store.get(key)).toBe(long('y'))
  })

  test('a reader who is overtaken at any step sees the old value or the new one', async () => {
    for (let step = 1, overtaken = true; overtaken; step += 1) {
      const world = fakeSecrets()
      await inPieces(world, limit).set(key, long('a', 4))
      let calls = 0
      const get = async (name: string): Promise<string | undefined> => {
        calls += 1
        if (calls === step) await inPieces(world, limit).set(key, long('b', 3))
        return world.get(name)
      }
      const found = await inPieces({ ...world, get }, limit).get(key)
      overtaken = calls >= step
      expect([long('a', 4), long('b', 3)]).toContain(found)
    }
  })
})

describe('a process that dies', () => {
  const values = [undefined, 'short', 'mmd-pieces x', long('x'), long('y', 5)]
  const changes = values.flatMap((from) => values.map((to) => [from, to] as const))

  test.each(changes)(
    'at any step from %.12j to %.12j leaves one of both, and nothing after a delete',
    async (from, to) => {
      for (const isAfter of [false, true]) {
        for (let step = 1, crashed = true; crashed; step += 1) {
          const world = fakeSecrets()
          await change(inPieces(world, limit), key, from)
          crashed = await didCrash(change(inPieces(dyingAt(world, step, isAfter), limit), key, to))
          const store = inPieces(world, limit)
          expect(crashed ? [from, to] : [to]).toContain(await store.get(key))
          await store.delete(key)
          expect(world.held.size).toBe(0)
        }
      }
    },
  )

  test('again and again never mixes values nor leaves pieces about', async () => {
    const head = await aHead()
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(head, `${head}x`, 'mmd-pieces ', long('x'), long('y', 5), 'x'.repeat(limit)),
    )
    const steps = fc.array(
      fc.record({
        name: fc.constantFrom('site/a/credential', 'site/b/credential'),
        value: fc.option(value, { nil: undefined }),
        diesAt: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 25 })),
        isAfter: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const world = fakeSecrets()
        const model = new Map<string, string | undefined>()
        for (const { name, value: next, diesAt, isAfter } of sequence) {
          const crashed = await didCrash(change(inPieces(dyingAt(world, diesAt, isAfter), limit), name, next))
          const found = await inPieces(world, limit).get(name)
          expect(crashed ? [model.get(name), next] : [next]).toContain(found)
          model.set(name, found)
          const held = [...world.held.keys()].filter((entry) => entry.startsWith(name))
          if (!crashed) expect(held.length).toBeGreaterThanOrEqual(entriesFor(next))
          if (!crashed) expect(held.length).toBeLessThanOrEqual(entriesFor(next) + 1)
          for (const [other, expected] of model) expect(await inPieces(world, limit).get(other)).toBe(expected)
          expect([...world.held.values()].every((entry) => entry.length <= limit)).toBe(true)
        }
        for (const name of model.keys()) await inPieces(world, limit).delete(name)
        expect(world.held.size).toBe(0)
      }),
      { numRuns: 300 },
    )
  })
})

test('over a store with a small limit, a long secret is there for the next process and goes without a trace', async () => {
  const dir = givenFolder()
  const secret = JSON.stringify({ token: 'geheim'.repeat(100), sign: '✓ ü 👩‍💻' })
  await inPieces(await openFileStore(dir), 100).set(key, secret)
  const file = await openFileStore(dir)
  const again = inPieces(file, 100)
  expect(again).toMatchObject({ kind: 'file', where: file.where })
  expect(await again.get(key)).toBe(secret)
  const held = JSON.parse(readFileSync(file.where, 'utf8')) as { secrets: Record<string, string> }
  expect(Math.max(...Object.values(held.secrets).map((entry) => entry.length))).toBeLessThanOrEqual(100)
  await again.delete(key)
  expect(JSON.parse(readFileSync(file.where, 'utf8'))).toEqual({ version: 1, secrets: {} })
})
