import { expect, test } from 'vitest'
import { callback, startTestConsumer } from './testing.ts'

const whoAmI = '/rest/api/2/whoami'
const nameIn = async (answer: Response): Promise<string | null> =>
  ((await answer.json()) as { name: string | null }).name

test('A request token, a consent and an access token let a client act as the user, with full rights', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const answer = await consumer.call(`${whoAmI}?b=2&a=1%202&a=%C3%A9`, { parameters: { oauth_token } })
  expect(await answer.json()).toEqual({ name: consumer.site.user.name, scope: 'SYSTEM_ADMIN' })
})

test('The request token comes form-encoded and confirms the callback', async () => {
  await using consumer = await startTestConsumer()
  const { status, fields } = await consumer.endpoint('request-token', { oauth_callback: callback })
  expect(status).toBe(200)
  const text = expect.stringMatching(/^[A-Za-z0-9]{32}$/u) as string
  expect(fields).toEqual({ oauth_token: text, oauth_token_secret: text, oauth_callback_confirmed: 'true' })
})

test('The access token lives five years and has a session handle and the secret of the request token', async () => {
  await using consumer = await startTestConsumer()
  const request = await consumer.endpoint('request-token', { oauth_callback: callback })
  const { oauth_token = '', oauth_token_secret: secret } = request.fields
  const end = new URL((await consumer.consent(oauth_token)).finalUrl)
  const oauth_verifier = end.searchParams.get('oauth_verifier') ?? ''
  const { fields } = await consumer.endpoint('access-token', { oauth_token, oauth_verifier })
  const text = expect.stringMatching(/^[A-Za-z0-9]{32}$/u) as string
  expect(fields).toEqual({
    oauth_token: text,
    oauth_token_secret: secret,
    oauth_expires_in: '157680000',
    oauth_session_handle: text,
    oauth_authorization_expires_in: '160272000',
  })
  expect(fields['oauth_token']).not.toBe(oauth_token)
})

test('The callback keeps its own query', async () => {
  await using consumer = await startTestConsumer()
  const token = await consumer.requestToken({ oauth_callback: `${callback}?state=s%201` })
  const { finalUrl } = await consumer.consent(token)
  expect(finalUrl).toMatch(/\/oauth\/callback\?state=s%201&oauth_token=\w{32}&oauth_verifier=\w{6}$/u)
})

test('Without a callback the verifier is shown on the page and works', async () => {
  await using consumer = await startTestConsumer()
  const oauth_token = await consumer.requestToken({ oauth_callback: 'oob' })
  const { finalUrl, status, verifier } = await consumer.consent(oauth_token)
  expect([finalUrl, status]).toEqual([`${consumer.site.sandbox.baseUrl}/plugins/servlet/oauth/authorize`, 200])
  const answer = await consumer.endpoint('access-token', { oauth_token, oauth_verifier: verifier ?? '' })
  expect(answer.status).toBe(200)
})

test('A form body is part of the signature, a JSON body is not', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const parameters = { oauth_token }
  const json = await consumer.call('/rest/api/2/issue', { method: 'POST', parameters, json: { a: 'b&c' } })
  expect(json.status).toBe(201)
  // 415: the signature was right, the resource alone wants JSON.
  const form = await consumer.call('/rest/api/2/issue', { method: 'POST', parameters, form: { a: 'b c' } })
  expect(form.status).toBe(415)
})

test('Deny tells the client so, and the request token is worth nothing', async () => {
  await using consumer = await startTestConsumer()
  const oauth_token = await consumer.requestToken()
  const { finalUrl } = await consumer.consent(oauth_token, 'deny')
  expect(finalUrl).toBe(`${callback}?oauth_token=${oauth_token}&oauth_verifier=denied`)
  const { status, fields } = await consumer.endpoint('access-token', { oauth_token, oauth_verifier: 'denied' })
  expect([status, fields]).toEqual([401, { oauth_problem: 'permission_denied' }])
})

test('With the switch off, the client never hears of Deny', async () => {
  await using consumer = await startTestConsumer({ overrides: { tellsDeny: false } })
  const { finalUrl, verifier } = await consumer.consent(await consumer.requestToken(), 'deny')
  expect(finalUrl).toBe(`${consumer.site.sandbox.baseUrl}/plugins/servlet/oauth/authorize`)
  expect(verifier).toBeUndefined()
})

test('Nobody is asked twice about one request token', async () => {
  await using consumer = await startTestConsumer()
  const token = await consumer.requestToken()
  await consumer.consent(token)
  expect((await consumer.consent(token)).status).toBe(400)
})

test('Allow and Deny want the XSRF token of the session', async () => {
  await using consumer = await startTestConsumer()
  const { site } = consumer
  const { name, password } = site.user
  const login = await site.postForm('/login.jsp', { os_username: name, os_password: password })
  const headers = { Cookie: login.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  const oauth_token = await consumer.requestToken()
  const fields = { oauth_token, atl_token: 'guessed', decision: 'allow' }
  expect((await site.postForm('/plugins/servlet/oauth/authorize', fields, headers)).status).toBe(400)
  const { fields: told } = await consumer.endpoint('access-token', { oauth_token, oauth_verifier: 'x' })
  expect(told).toEqual({ oauth_problem: 'permission_unknown' })
})

test('The consent page shows names, never runs them', async () => {
  await using consumer = await startTestConsumer()
  const { site } = consumer
  const { name, password } = site.user
  const login = await site.postForm('/login.jsp', { os_username: name, os_password: password })
  const headers = { Cookie: login.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
  const oauth_token = await consumer.requestToken({ oauth_callback: 'https://example.test/"><script>' })
  const page = await site.ask(`/plugins/servlet/oauth/authorize?oauth_token=${oauth_token}`, { headers })
  const text = await page.text()
  expect(text).toContain('<strong id="client-name">Triage &#38; friends</strong>')
  expect(text).not.toContain('<script')
})

test('A session handle renews the access token without a person', async () => {
  await using consumer = await startTestConsumer()
  const old = await consumer.signIn()
  const { oauth_token = '', oauth_session_handle = '' } = old
  const renewed = await consumer.endpoint('access-token', { oauth_token, oauth_session_handle })
  expect(renewed.status).toBe(200)
  const next = renewed.fields['oauth_token'] ?? ''
  expect(await nameIn(await consumer.call(whoAmI, { parameters: { oauth_token: next } }))).toBe(consumer.site.user.name)
  expect((await consumer.call(whoAmI, { parameters: { oauth_token } })).status).toBe(401)
})

test('A wrong session handle renews nothing', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '' } = await consumer.signIn()
  const { status, fields } = await consumer.endpoint('access-token', { oauth_token, oauth_session_handle: 'guessed' })
  expect([status, fields]).toEqual([401, { oauth_problem: 'token_rejected' }])
})

test('Expired access tokens say so; a renewed one works', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token = '', oauth_session_handle = '' } = await consumer.signIn()
  consumer.site.sandbox.expireAccessTokens()
  const answer = await consumer.call(whoAmI, { parameters: { oauth_token } })
  expect([answer.status, await answer.text()]).toEqual([401, 'oauth_problem=token_expired'])
  expect((await consumer.endpoint('access-token', { oauth_token, oauth_session_handle })).status).toBe(200)
})

test('Five years later an access token is over', async () => {
  let now = 1_790_000_000_000
  await using consumer = await startTestConsumer({ now: () => now })
  const { oauth_token = '' } = await consumer.signIn()
  now += 157_680_000_000 - 1000
  expect((await consumer.call(whoAmI, { parameters: { oauth_token } })).status).toBe(200)
  now += 1000
  expect((await consumer.call(whoAmI, { parameters: { oauth_token } })).status).toBe(401)
})

test('A consumer that is deleted, and all tokens that are revoked, are refused at once', async () => {
  await using consumer = await startTestConsumer()
  const { sandbox } = consumer.site
  const { oauth_token = '' } = await consumer.signIn()
  sandbox.revokeAllTokens()
  const revoked = await consumer.call(whoAmI, { parameters: { oauth_token } })
  expect(await revoked.text()).toBe('oauth_problem=token_rejected')
  sandbox.removeConsumer('mmd-tui')
  const deleted = await consumer.call(whoAmI, { parameters: { oauth_token } })
  expect(await deleted.text()).toBe('oauth_problem=consumer_key_unknown')
})

test('Without OAuth 1.0a the header is ignored and the endpoints are not there', async () => {
  await using consumer = await startTestConsumer({ overrides: { oauth1: false } })
  expect(await nameIn(await consumer.call(whoAmI, { parameters: { oauth_token: 'x' } }))).toBeNull()
  expect((await consumer.endpoint('request-token', { oauth_callback: callback })).status).toBe(404)
})

test('No token, verifier or signature gets into the journal', async () => {
  await using consumer = await startTestConsumer()
  const { oauth_token, oauth_verifier } = await consumer.allowed()
  await consumer.site.ask(`${whoAmI}?${new URLSearchParams({ oauth_token, oauth_verifier }).toString()}`)
  const written = JSON.stringify(consumer.site.sandbox.journal.entries)
  for (const secret of [oauth_token, oauth_verifier]) expect(written).not.toContain(secret)
})
