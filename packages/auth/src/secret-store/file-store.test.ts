import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { givenFolder, runNode } from '../testing.ts'
import { openSecretStore } from './open-secret-store.ts'

const open = (dir: string) => openSecretStore({ dir, prefer: 'file' })

test('a secret is there for the next process, in a file for its owner alone', async () => {
  const dir = join(givenFolder(), 'data')
  const store = await open(dir)
  expect(existsSync(dir)).toBe(false)
  await store.set('site/acme/credential', 'geheim')
  const again = await open(dir)
  expect(await again.get('site/acme/credential')).toBe('geheim')
  expect(again).toMatchObject({ kind: 'file', where: join(dir, 'secrets.json') })
  expect(statSync(again.where).mode & 0o777).toBe(0o600)
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  await again.delete('site/acme/credential')
  expect(await store.get('site/acme/credential')).toBeUndefined()
})

test('a file that others may read is made private', async () => {
  const dir = givenFolder()
  const store = await open(dir)
  await store.set('a', 'b')
  chmodSync(store.where, 0o644)
  expect(await (await open(dir)).get('a')).toBe('b')
  expect(statSync(store.where).mode & 0o777).toBe(0o600)
})

test('a damaged file is reported without its content and left alone', async () => {
  const dir = givenFolder()
  const path = join(dir, 'secrets.json')
  writeFileSync(path, '{"version":1,"secrets":{"a":"hunter2"')
  const failure = await open(dir).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'bad-file', detail: path })
  expect(String(failure)).not.toContain('hunter2')
  expect(readFileSync(path, 'utf8')).toContain('hunter2')
})

test('a key named like a built-in is a key like others', async () => {
  const store = await open(givenFolder())
  expect(await store.get('constructor')).toBeUndefined()
  await store.delete('constructor')
  await store.set('constructor', 'x')
  expect(await store.get('constructor')).toBe('x')
})

test('processes that store at the same time do not lose each other’s secrets', async () => {
  const dir = givenFolder()
  const script = `
    const { openSecretStore } = await import(${JSON.stringify(new URL('open-secret-store.ts', import.meta.url).href)})
    const store = await openSecretStore({ dir: process.argv[1], prefer: 'file' })
    for (const n of [1, 2, 3]) await store.set(process.argv[2] + n, 'x')`
  const runs = await Promise.all(['a', 'b', 'c'].map((name) => runNode(script, [dir, name])))
  expect(runs.map((run) => run.stderr)).toEqual(['', '', ''])
  const { secrets } = JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8')) as { secrets: object }
  expect(Object.keys(secrets).sort()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3'])
})
