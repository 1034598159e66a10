import { expect, test } from 'vitest'
import { writeCredential } from '../credential.ts'
import type { SecretStore } from '../ports.ts'
import { credentialFor } from '../renewal.ts'
import { openSecretStore } from '../secret-store/open-secret-store.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { fakeSecrets, givenFolder, startTinyServer, type TinyServer } from '../testing.ts'
import { forgetSite, renameSite } from './forget-site.ts'
import { openSiteBook, type SiteBook } from './site-book.ts'

const acme: Site = { name: 'acme', baseUrl: 'https://jira.example', deployment: 'datacenter', method: 'pat' }

const given = async (secrets = fakeSecrets()) => {
  const book = await openSiteBook({ dir: givenFolder() })
  await book.add(acme)
  for (const [kind, key] of Object.entries(secretKeys('acme'))) await secrets.set(key, `the ${kind}`)
  return { book, secrets, before: Object.fromEntries(secrets.held) }
}

/** A site whose token is being renewed: once the new one has come, and before it is stored, `change` is begun. */
const renewing = async (
  server: TinyServer,
  change: (book: SiteBook, secrets: SecretStore) => Promise<unknown>,
): Promise<{ readonly dir: string; readonly secrets: SecretStore; readonly changed: unknown }> => {
  const dir = givenFolder()
  const secrets = await openSecretStore({ dir, prefer: 'file' })
  const book = await openSiteBook({ dir: givenFolder() })
  const site = await book.add(server.site('http://localhost/cb'))
  await secrets.set(secretKeys(site.name).clientSecret, server.clientSecret)
  await writeCredential(site, secrets, { method: 'oauth2', obtainedAt: 0, ...server.issue() })
  const waits = Promise.withResolvers<void>()
  const ofChange: SecretStore = {
    ...secrets,
    // Who asks for the folder of the locks is about to wait for one.
    get dir() {
      waits.resolve()
      return dir
    },
  }
  let changing: Promise<unknown> | undefined
  const ofRenewal: SecretStore = {
    ...secrets,
    set: async (key, value) => {
      changing ??= change(book, ofChange)
      await Promise.race([changing, waits.promise])
      await secrets.set(key, value)
    },
  }
  await credentialFor(site, { secrets: ofRenewal, dir }).renew()
  return { dir, secrets, changed: await changing }
}

test('a site that is renamed while its token is renewed keeps the new one', async () => {
  await using server = await startTinyServer()
  const { dir, secrets, changed } = await renewing(server, (book, store) => renameSite(book, store, 'tiny', 'work'))
  const header = await credentialFor(changed as Site, { secrets, dir }).authorization()
  expect(server.isValid(header.replace('Bearer ', ''))).toBe(true)
  expect(await secrets.get(secretKeys('tiny').credential)).toBeUndefined()
})

test('a site that is removed while its token is renewed leaves nothing behind', async () => {
  await using server = await startTinyServer()
  const { secrets } = await renewing(server, (book, store) => forgetSite(book, store, 'tiny'))
  for (const key of Object.values(secretKeys('tiny'))) expect(await secrets.get(key)).toBeUndefined()
})

test('a name that changes in its capitals alone keeps its secrets where the store does not tell them apart', async () => {
  const secrets = fakeSecrets()
  // As the Credential Manager of Windows does.
  const store: SecretStore = {
    ...secrets,
    get: (key) => secrets.get(key.toLowerCase()),
    set: (key, value) => secrets.set(key.toLowerCase(), value),
    delete: (key) => secrets.delete(key.toLowerCase()),
  }
  const { book, before } = await given(Object.assign(store, { held: secrets.held }))
  await renameSite(book, store, 'acme', 'ACME')
  expect(Object.fromEntries(secrets.held)).toEqual(before)
  expect((await book.list()).map(({ name }) => name)).toEqual(['ACME'])
})

test.each(['get', 'set', 'delete'] as const)(
  'a rename during which a %s fails leaves site and secrets as they were',
  async (call) => {
    const { book, secrets, before } = await given()
    const failing: SecretStore = {
      ...secrets,
      [call]: async (key: string, value: string) => {
        if (key.endsWith('private-key')) throw new Error('locked')
        return secrets[call](key, value)
      },
    }
    await expect(renameSite(book, failing, 'acme', 'work')).rejects.toThrow('locked')
    expect((await book.list()).map(({ name }) => name)).toEqual(['acme'])
    expect(Object.fromEntries(secrets.held)).toMatchObject(before)
  },
)

test('a name that is taken keeps everybody’s secrets as they are', async () => {
  const { book, secrets } = await given()
  await book.add({ ...acme, name: 'work' })
  await secrets.set(secretKeys('work').credential, 'of the other')
  const before = Object.fromEntries(secrets.held)
  await expect(renameSite(book, secrets, 'acme', 'work')).rejects.toMatchObject({ code: 'site-exists' })
  expect(Object.fromEntries(secrets.held)).toEqual(before)
})
