import { expect, test } from 'vitest'
import { writeCredential } from '../credential.ts'
import { credentialFor } from '../renewal.ts'
import { openSecretStore } from '../secret-store/open-secret-store.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import { fakeSecrets, givenFolder, startTinyServer, type TinyServer } from '../testing.ts'
import { signOut } from './sign-out.ts'

const keys = secretKeys('tiny')

const signedIn = async (server: TinyServer) => {
  const site = server.site('http://localhost:1/cb')
  const secrets = fakeSecrets({ [keys.clientSecret]: server.clientSecret })
  const tokens = server.issue()
  await writeCredential(site, secrets, { method: 'oauth2', obtainedAt: 0, ...tokens })
  return { site, secrets, tokens }
}

test('signing out takes both tokens back and keeps the client secret', async () => {
  await using server = await startTinyServer()
  const { site, secrets, tokens } = await signedIn(server)
  expect(await signOut(site, { secrets })).toEqual({ revoked: true })
  expect([...secrets.held.keys()]).toEqual([keys.clientSecret])
  expect(server.isValid(tokens.accessToken)).toBe(false)
  expect(server.forms.map(({ form }) => form.get('token_type_hint'))).toEqual(['refresh_token', 'access_token'])
})

test('signing out works without the site too', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await signedIn(server)
  await server[Symbol.asyncDispose]()
  expect(await signOut(site, { secrets })).toEqual({ revoked: false })
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test('signing out can leave the tokens alone', async () => {
  await using server = await startTinyServer()
  const { site, secrets, tokens } = await signedIn(server)
  expect(await signOut(site, { secrets, revoke: false })).toEqual({ revoked: false })
  expect(server.isValid(tokens.accessToken)).toBe(true)
})

test('a damaged credential does not keep anybody from signing out', async () => {
  await using server = await startTinyServer()
  const { site, secrets } = await signedIn(server)
  await secrets.set(keys.credential, 'oops')
  expect(await signOut(site, { secrets })).toEqual({ revoked: false })
  expect(secrets.held.has(keys.credential)).toBe(false)
})

test('what a renewal brings meanwhile is taken back too', async () => {
  await using server = await startTinyServer()
  const site = server.site('http://localhost:1/cb')
  const dir = givenFolder()
  const secrets = await openSecretStore({ dir, prefer: 'file' })
  await secrets.set(keys.clientSecret, server.clientSecret)
  await writeCredential(site, secrets, { method: 'oauth2', obtainedAt: 0, ...server.issue() })
  let leaving: ReturnType<typeof signOut> | undefined
  server.misbehaviour.reshape = (answer) => {
    leaving ??= signOut(site, { secrets })
    return answer
  }
  const renewed = await credentialFor(site, { secrets, dir }).renew()
  expect(await leaving).toEqual({ revoked: true })
  expect(await secrets.get(keys.credential)).toBeUndefined()
  expect(server.isValid(renewed.replace('Bearer ', ''))).toBe(false)
})
