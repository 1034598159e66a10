import { expect, test } from 'vitest'
import { errorOf, startTestClient, type TestClient } from './testing.ts'

const revoke = (client: TestClient, fields: Readonly<Record<string, string>>): Promise<Response> => {
  const { clientId: client_id, clientSecret: client_secret } = client.client
  return client.site.postForm('/rest/oauth2/latest/revoke', { client_id, client_secret, ...fields })
}

test.each(['access_token', 'refresh_token'] as const)('Revoking the %s ends the pair', async (which) => {
  await using client = await startTestClient()
  const pair = await client.signIn()
  const answer = await revoke(client, { token: pair[which], token_type_hint: which })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('')
  expect(await client.nameOf(pair.access_token)).toBeNull()
  expect((await client.refresh(pair.refresh_token)).status).toBe(400)
})

test('A strange hint is refused', async () => {
  await using client = await startTestClient()
  const { access_token: token } = await client.signIn()
  expect(await errorOf(await revoke(client, { token, token_type_hint: 'cookie' }))).toBe('unsupported_token_type')
})

test('A client revokes nothing of another client', async () => {
  await using client = await startTestClient()
  const registration = { name: 'Another', redirectUri: 'https://example.test/x', scope: 'READ' } as const
  const other = client.site.sandbox.registerClient(registration)
  const { access_token: token } = await client.signIn()
  const answer = await revoke(client, { token, client_id: other.clientId, client_secret: other.clientSecret })
  expect(answer.status).toBe(200)
  expect(await client.nameOf(token)).toBe(client.site.user.name)
})

test('Nobody revokes without the secret', async () => {
  await using client = await startTestClient()
  const { access_token: token } = await client.signIn()
  expect(await errorOf(await revoke(client, { token, client_secret: 'wrong' }))).toBe('invalid_client')
  expect(await client.nameOf(token)).toBe(client.site.user.name)
})
