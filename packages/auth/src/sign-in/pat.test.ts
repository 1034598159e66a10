import { expect, test } from 'vitest'
import { credentialFor, staticCredential } from '../renewal.ts'
import { Secret } from '../secret.ts'
import type { Site } from '../site.ts'
import { fakePorts, fakeSecrets, givenFolder, willingBrowser } from '../testing.ts'
import { signIn } from './sign-in.ts'

const site: Site = { name: 'acme', baseUrl: 'https://jira.acme.example', deployment: 'datacenter', method: 'pat' }

test('a token that the site accepts is stored without the blanks around it', async () => {
  const shown: string[] = []
  const ports = fakePorts(fakeSecrets(), willingBrowser, {
    verify: async ({ apiBaseUrl, authorize }) => {
      shown.push(await authorize({ method: 'GET', url: new URL(apiBaseUrl) }))
      return { id: 'mira', name: 'Mira' }
    },
  })
  expect(await signIn(site, ports, { token: new Secret(' NjM0:abc\n') })).toMatchObject({ refreshable: false })
  expect(shown).toEqual(['Bearer NjM0:abc'])
  const source = credentialFor(site, { secrets: ports.secrets, dir: givenFolder() })
  expect(await source.authorization()).toBe('Bearer NjM0:abc')
  expect(await source.status()).toEqual({ method: 'pat', state: 'signed-in', refreshable: false, where: 'memory' })
  await expect(source.renew('Bearer NjM0:abc')).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test.each(['', ' \n', 'two words', 'two\nlines', 'esc\u001b[2J', 'bell\u0007', 'ümlaut', 'x'.repeat(5000)])(
  '%j is no token and is not sent',
  async (text) => {
    const ports = fakePorts(fakeSecrets(), willingBrowser)
    await expect(signIn(site, ports, { token: text })).rejects.toMatchObject({ code: 'bad-token' })
    expect(ports.events).toEqual([])
    expect(() => staticCredential(site, text)).toThrow(expect.objectContaining({ code: 'bad-token' }))
  },
)

test('a token that the site does not accept is not stored', async () => {
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, willingBrowser, { verify: () => Promise.reject(new Error('anonymous')) })
  await expect(signIn(site, ports, { token: 'abc' })).rejects.toThrow('anonymous')
  expect(secrets.held.size).toBe(0)
})

test('a token for one run is handed out and cannot be renewed', async () => {
  const source = staticCredential(site, 'abc ')
  expect(await source.authorization()).toBe('Bearer abc')
  await expect(source.renew('Bearer abc')).rejects.toMatchObject({ code: 'bad-token' })
  expect(await source.status()).toMatchObject({ method: 'pat', where: 'the environment' })
})

test('a token is not sent to another address than the one it was given for', async () => {
  const ports = fakePorts(fakeSecrets(), willingBrowser)
  await signIn(site, ports, { token: 'abc' })
  const moved = { ...site, baseUrl: 'https://evil.example' }
  const source = credentialFor(moved, { secrets: ports.secrets, dir: givenFolder() })
  await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
})
