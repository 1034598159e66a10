import { expect, test } from 'vitest'
import { credentialFor } from '../renewal.ts'
import { Secret } from '../secret.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import { fakePorts, fakeSecrets, givenFolder, givenPort, startTinyServer, willingBrowser } from '../testing.ts'
import { signIn } from './oauth2.ts'
import { signOut } from './sign-out.ts'

const keys = secretKeys('tiny')

test('signing in through the listener stores a credential that the site takes', async () => {
  await using server = await startTinyServer()
  const site = server.site(`http://localhost:${await givenPort()}/oauth/redirect`)
  const ports = fakePorts(fakeSecrets(), willingBrowser)
  const signedIn = await signIn(site, ports, { clientSecret: new Secret(server.clientSecret) })
  expect(signedIn).toMatchObject({ user: { id: 'mira' }, where: 'memory', refreshable: true })
  expect(ports.events.map((event) => event.kind)).toEqual(['authorize-url', 'exchanging', 'verifying'])
  const source = credentialFor(site, { secrets: ports.secrets, dir: givenFolder() })
  const authorization = await source.authorization()
  expect(server.isValid(authorization.replace('Bearer ', ''))).toBe(true)
  expect(await ports.secrets.get(keys.clientSecret)).toBe(server.clientSecret)
  expect(await signOut(site, { secrets: ports.secrets })).toEqual({ revoked: true })
  expect(server.isValid(authorization.replace('Bearer ', ''))).toBe(false)
})
