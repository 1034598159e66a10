import { expect, test } from 'vitest'
import { ask, kenji, mira, redirectUri, sending, startTestCloud, type TestCloud } from '../testing.ts'

const dayMs = 86_400_000
const start = 1_790_000_000_000
const deadToken = { error: 'unauthorized_client', error_description: 'refresh_token is invalid' }

const next = async (client: TestCloud, token: string): Promise<string> => {
  const { status, json } = await client.refresh(token)
  expect(status).toBe(200)
  return json.refresh_token as string
}

test('Each refresh gives a new pair', async () => {
  await using client = await startTestCloud()
  const first = await client.signIn()
  const { json } = await client.refresh(first.refresh_token)
  expect(json).toMatchObject({ expires_in: 3600, scope: first.scope, token_type: 'Bearer' })
  expect(json.refresh_token).not.toBe(first.refresh_token)
  expect(json.access_token).not.toBe(first.access_token)
})

test('A refresh token that is used twice is a 403, and all its successors die with it', async () => {
  await using client = await startTestCloud()
  const { refresh_token: old } = await client.signIn()
  const successor = await next(client, old)
  const reused = await client.refresh(old)
  expect([reused.status, reused.json]).toEqual([403, deadToken])
  expect((await client.refresh(successor)).status).toBe(403)
})

test('The end of one consent leaves the other one of the same person alone', async () => {
  await using client = await startTestCloud()
  const [one, other] = [await client.signIn(), await client.signIn()]
  await next(client, one.refresh_token)
  await client.refresh(one.refresh_token)
  expect((await client.refresh(other.refresh_token)).status).toBe(200)
})

test('With the documented leeway a token may be used again for ten minutes', async () => {
  let now = start
  await using client = await startTestCloud({ now: () => now, refreshLeewaySeconds: 600 })
  const { refresh_token: old } = await client.signIn()
  await next(client, old)
  now += 600_000 - 1
  const again = await next(client, old)
  now += 1
  expect((await client.refresh(old)).status).toBe(403)
  expect((await client.refresh(again)).status).toBe(403)
})

test('A refresh token that is not used for 90 days is dead', async () => {
  let now = start
  await using client = await startTestCloud({ now: () => now })
  const [early, late] = [await client.signIn(), await client.signIn()]
  now += 90 * dayMs - 1
  expect((await client.refresh(early.refresh_token)).status).toBe(200)
  now += 1
  expect((await client.refresh(late.refresh_token)).status).toBe(403)
})

test('365 days after the consent everything is over, however often it was refreshed', async () => {
  let now = start
  await using client = await startTestCloud({ now: () => now })
  let { refresh_token: token } = await client.signIn()
  for (let quarter = 1; quarter <= 4; quarter += 1) {
    now = start + quarter * 89 * dayMs
    token = await next(client, token)
  }
  now = start + 365 * dayMs - 1
  token = await next(client, token)
  now += 1
  expect((await client.refresh(token)).status).toBe(403)
})

test.each([
  ['invalid-grant', { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }],
  ['revoked', { error: 'invalid_grant' }],
] as const)('A dead refresh token can be refused as %s', async (deadRefreshError, body) => {
  await using client = await startTestCloud({ deadRefreshError })
  const { status, json } = await client.refresh('never-issued')
  expect(status).toBe(403)
  expect(json).toMatchObject(body)
})

test('With a wrong secret a refresh is a 401 and uses nothing up', async () => {
  await using client = await startTestCloud()
  const { refresh_token: token } = await client.signIn()
  const refused = await client.refresh(token, { client_secret: 'wrong' })
  expect([refused.status, refused.json.error]).toEqual([401, 'access_denied'])
  expect((await client.refresh(token)).status).toBe(200)
})

test('A refresh token is worth nothing to another app, and stays alive', async () => {
  await using client = await startTestCloud()
  const other = client.cloud.registerApp({ name: 'Another', redirectUri, scopes: ['read:jira-work'] })
  const { refresh_token: token } = await client.signIn()
  const stolen = await client.refresh(token, { client_id: other.clientId, client_secret: other.clientSecret })
  expect([stolen.status, stolen.json]).toEqual([403, deadToken])
  expect((await client.refresh(token)).status).toBe(200)
})

test('Without a token a refresh is a 400', async () => {
  await using client = await startTestCloud()
  expect((await client.refresh('-')).json.error).toBe('invalid_request')
})

test('The scope of a consent stays what it was, whatever is asked for or allowed later', async () => {
  await using client = await startTestCloud()
  const { refresh_token: token } = await client.signIn({ scope: 'read:jira-work offline_access' })
  await client.signIn()
  const { json } = await client.refresh(token, { scope: 'read:jira-work write:jira-work' })
  expect(json.scope).toBe('read:jira-work offline_access')
})

test('With the switch, a new consent ends the old one of the same person and app, and no other', async () => {
  await using client = await startTestCloud({ newGrantEndsOld: true })
  const other = client.cloud.registerApp({ name: 'Another', redirectUri, scopes: ['read:jira-work'] })
  const asOther = { client_id: other.clientId, client_secret: other.clientSecret }
  const code = await client.getCode({ client_id: other.clientId, scope: 'read:jira-work offline_access' })
  const elsewhere = (await client.redeem(code, asOther)).json
  const [old, foreign] = [await client.signIn(), await client.signIn({}, kenji)]
  const fresh = await client.signIn()
  expect((await client.refresh(old.refresh_token)).status).toBe(403)
  expect((await client.refresh(foreign.refresh_token)).status).toBe(200)
  expect((await client.refresh(elsewhere.refresh_token as string, asOther)).status).toBe(200)
  expect((await client.refresh(fresh.refresh_token)).status).toBe(200)
})

test('With the switch, a refresh gives no new refresh token and the old one stays good', async () => {
  await using client = await startTestCloud({ omitNewRefreshToken: true })
  const { refresh_token: token } = await client.signIn()
  for (let time = 1; time <= 2; time += 1) {
    const { status, json } = await client.refresh(token)
    expect(status).toBe(200)
    expect(json).not.toHaveProperty('refresh_token')
  }
})

test('Even then each refresh starts the clock of inactivity anew', async () => {
  let now = start
  await using client = await startTestCloud({ now: () => now, omitNewRefreshToken: true })
  const { refresh_token: token } = await client.signIn()
  for (let time = 1; time <= 2; time += 1) {
    now += 60 * dayMs
    expect((await client.refresh(token)).status).toBe(200)
  }
  now += 90 * dayMs
  expect((await client.refresh(token)).status).toBe(403)
})

test('An account that is switched off gets no more tokens', async () => {
  await using client = await startTestCloud()
  const { refresh_token: token } = await client.signIn()
  const user = client.cloud.world.findUser('mira')
  if (user !== undefined) user.active = false
  expect((await client.refresh(token)).status).toBe(403)
})

test('revokeAllTokens ends what was allowed', async () => {
  await using client = await startTestCloud()
  const { access_token: access, refresh_token: token } = await client.signIn()
  const apiToken = client.cloud.issueApiToken(mira.email)
  client.cloud.revokeAllTokens()
  expect((await client.refresh(token)).status).toBe(403)
  expect((await client.gateway('/rest/api/3/myself', `Bearer ${access}`)).json).toEqual({
    code: 401,
    message: 'Unauthorized',
  })
  const basic = `Basic ${Buffer.from(`${mira.email}:${apiToken}`).toString('base64')}`
  expect((await client.site('/rest/api/3/myself', basic)).status).toBe(401)
})

const revoke = (client: TestCloud, token: string, changes: Readonly<Record<string, string>> = {}) => {
  const { clientId: client_id, clientSecret: client_secret } = client.app
  return ask(`${client.cloud.authUrl}/oauth/revoke`, sending('POST', { client_id, client_secret, token, ...changes }))
}

test('An app can end its own consent', async () => {
  await using client = await startTestCloud()
  const { access_token: access, refresh_token: token } = await client.signIn()
  expect((await revoke(client, token)).status).toBe(200)
  expect((await client.refresh(token)).status).toBe(403)
  expect((await client.gateway('/rest/api/3/myself', `Bearer ${access}`)).status).toBe(401)
})

test('Revoking an unknown token is no error, and without the secret nothing is revoked', async () => {
  await using client = await startTestCloud()
  const { refresh_token: token } = await client.signIn()
  expect((await revoke(client, 'never-issued')).status).toBe(200)
  expect((await revoke(client, token, { client_secret: 'wrong' })).status).toBe(401)
  expect((await client.refresh(token)).status).toBe(200)
})

test('An app revokes nothing of another app', async () => {
  await using client = await startTestCloud()
  const other = client.cloud.registerApp({ name: 'Another', redirectUri, scopes: ['read:jira-work'] })
  const { refresh_token: token } = await client.signIn()
  const changes = { client_id: other.clientId, client_secret: other.clientSecret }
  expect((await revoke(client, token, changes)).status).toBe(200)
  expect((await client.refresh(token)).status).toBe(200)
})

test('With the switch, revocation is refused', async () => {
  await using client = await startTestCloud({ revocation: 'refused' })
  const { refresh_token: token } = await client.signIn()
  expect((await revoke(client, token)).status).toBe(403)
  expect((await client.refresh(token)).status).toBe(200)
})
