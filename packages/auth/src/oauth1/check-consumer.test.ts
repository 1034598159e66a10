import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { fakeSecrets } from '../testing.ts'
import { checkConsumer } from './check-consumer.ts'
import { createConsumerKey, publicKeyOf } from './key-pair.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ issues: 1 })
})
afterEach(() => sandbox.close())

const callback = 'http://localhost:8734/oauth/redirect'
const keys = secretKeys('old')
const siteOf = (consumerKey = 'mmd-tui'): Site => ({
  name: 'old',
  baseUrl: sandbox.baseUrl,
  deployment: 'datacenter',
  method: 'oauth1',
  oauth1: { consumerKey, callback },
})

const givenConsumer = async (): Promise<string> => {
  const { privateKey } = await createConsumerKey()
  sandbox.registerConsumer({ key: 'mmd-tui', name: 'mmd-tui', publicKey: publicKeyOf(privateKey) })
  return privateKey
}

test('A link with our consumer key and our public key is right, and nobody is signed in by that', async () => {
  const secrets = fakeSecrets({ [keys.privateKey]: await givenConsumer() })
  await checkConsumer(siteOf(), { secrets })
  expect([...secrets.held.keys()]).toEqual([keys.privateKey])
})

test('A consumer key that the site does not know is refused', async () => {
  const secrets = fakeSecrets({ [keys.privateKey]: await givenConsumer() })
  await expect(checkConsumer(siteOf('other'), { secrets })).rejects.toMatchObject({ code: 'invalid-client' })
})

test('A public key that does not fit ours is refused', async () => {
  await givenConsumer()
  const secrets = fakeSecrets({ [keys.privateKey]: (await createConsumerKey()).privateKey })
  await expect(checkConsumer(siteOf(), { secrets })).rejects.toMatchObject({
    code: 'invalid-client',
    detail: expect.stringContaining('signature_invalid'),
  })
})

test('A clock that is an hour off is told from a wrong key', async () => {
  const secrets = fakeSecrets({ [keys.privateKey]: await givenConsumer() })
  const now = (): number => Date.now() - 3_600_000
  await expect(checkConsumer(siteOf(), { secrets, now })).rejects.toMatchObject({ code: 'clock-skew' })
})

test('Without the private key or the settings nothing is sent', async () => {
  const { oauth1: _, ...bare } = siteOf()
  await expect(checkConsumer(siteOf(), { secrets: fakeSecrets() })).rejects.toMatchObject({ code: 'invalid-client' })
  await expect(checkConsumer(bare, { secrets: fakeSecrets() })).rejects.toMatchObject({ code: 'bad-site' })
  expect(sandbox.journal.entries).toEqual([])
})
