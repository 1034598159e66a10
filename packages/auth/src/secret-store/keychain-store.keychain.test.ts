import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { describe, expect, test } from 'vitest'
import { credentialFor } from '../renewal.ts'
import { signIn } from '../sign-in/sign-in.ts'
import { fakePorts, givenFolder, runNode, startTinyServer, willingBrowser } from '../testing.ts'
import { openFileStore } from './file-store.ts'
import { openKeychainStore } from './keychain-store.ts'
import { openSecretStore } from './open-secret-store.ts'
import { inPieces } from './pieces.ts'
import { secretKeys } from './secret-keys.ts'

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

  test('keeps a long secret in several entries where each takes little, and leaves none behind', async () => {
    const store = inPieces(await openKeychainStore('mmd-tui-test'), 200)
    await store.set(key, long)
    expect(await inPieces(await openKeychainStore('mmd-tui-test'), 200).get(key)).toBe(long)
    await store.set(key, 'short')
    expect(await store.get(key)).toBe('short')
    await store.delete(key)
    expect(await store.get(key)).toBeUndefined()
  })

  test('holds a whole sign-in, renewed by another process', async () => {
    await using server = await startTinyServer()
    const dir = givenFolder()
    const site = {
      ...server.site(`http://localhost:${await findFreePort()}/cb`),
      name: `test-${randomUUID().slice(0, 8)}`,
    }
    const secrets = await openSecretStore({ dir, service: 'mmd-tui-test', prefer: 'keychain' })
    const { where } = await signIn(site, fakePorts(secrets, willingBrowser), { clientSecret: server.clientSecret })
    expect(where).toBe('the OS keychain')
    const script = `
      const { credentialFor, openSecretStore } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)})
      const [dir, site] = [process.argv[1], JSON.parse(process.argv[2])]
      const secrets = await openSecretStore({ dir, service: 'mmd-tui-test', prefer: 'keychain' })
      await credentialFor(site, { secrets, dir }).renew()`
    expect((await runNode(script, [dir, JSON.stringify(site)])).stderr).toBe('')
    const header = await credentialFor(site, { secrets, dir }).authorization()
    expect(server.isValid(header.replace('Bearer ', ''))).toBe(true)
    for (const name of Object.values(secretKeys(site.name))) await secrets.delete(name)
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
