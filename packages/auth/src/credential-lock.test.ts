import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whileUnchanged } from './credential-lock.ts'
import { withLock } from './lock.ts'
import { fakeSecrets, givenFolder } from './testing.ts'

test('work is done under the lock of the site, whatever the letters of its name', async () => {
  const dir = givenFolder()
  const seen = await whileUnchanged({ ...fakeSecrets(), dir }, 'Acme', async () => readdirSync(dir))
  expect(seen).toEqual(['credential-acme.lock'])
  expect(readdirSync(dir)).toEqual([])
})

test('a store that nobody else sees needs no lock', async () => {
  expect(await whileUnchanged(fakeSecrets(), 'acme', async () => 7)).toBe(7)
})

test('a lock that nobody lets go of keeps nobody from signing in or out', async () => {
  const dir = givenFolder()
  const done = await withLock(join(dir, 'credential-acme.lock'), () =>
    whileUnchanged({ ...fakeSecrets(), dir }, 'acme', async () => 7, { patienceMs: 1 }),
  )
  expect(done).toBe(7)
})

test('what fails is not tried a second time', async () => {
  let tries = 0
  const work = async (): Promise<never> => {
    tries += 1
    throw new Error('locked')
  }
  await expect(whileUnchanged({ ...fakeSecrets(), dir: givenFolder() }, 'acme', work)).rejects.toThrow('locked')
  expect(tries).toBe(1)
})
