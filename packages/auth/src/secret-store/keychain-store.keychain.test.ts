import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { givenFolder } from '../testing.ts'
import { openFileStore } from './file-store.ts'
import { openSecretStore } from './open-secret-store.ts'

const key = `site/test-${randomUUID()}/credential`
const long = JSON.stringify({ token: 'x'.repeat(2000), sign: '✓ ü' })

describe.skipIf(process.env['MMD_TEST_KEYCHAIN'] !== '1')('the OS keychain', () => {
  test('is chosen when it answers, and keeps a secret for the next process', async () => {
    const dir = givenFolder()
    const store = await openSecretStore({ dir, service: 'mmd-tui-test' })
    expect(store).toMatchObject({ kind: 'keychain', where: 'the OS keychain' })
    await store.set(key, 'first')
    await store.set(key, long)
    const again = await openSecretStore({ dir, service: 'mmd-tui-test', prefer: 'keychain' })
    expect(await again.get(key)).toBe(long)
    await again.delete(key)
    await again.delete(key)
    expect(await store.get(key)).toBeUndefined()
    expect(existsSync(join(dir, 'secrets.json'))).toBe(false)
  })

  test('takes over what was kept in the file', async () => {
    const dir = givenFolder()
    const file = await openFileStore(dir)
    await file.set(key, 'from the file')
    const store = await openSecretStore({ dir, service: 'mmd-tui-test' })
    expect(await store.get(key)).toBe('from the file')
    await store.set(key, 'newer')
    expect(await file.get(key)).toBeUndefined()
    expect(await store.get(key)).toBe('newer')
    await store.delete(key)
  })
})
